"""What tests of the own area do again and again."""

import re

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from members.models import MemberPage
from tests.factories import pages
from tests.site import filled_in, login, submit, visible_text

PASSWORD = "vier gute Wörter hintereinander"
ADDRESS = re.compile(r"https?://\S+")
NEW = "Ich bringe Ratsleute und Vereine an einen Tisch."


def profile(edition="nrw", number=0):
    """A sample profile of an edition, without an account."""
    pages = MemberPage.objects.filter(locale__language_code=f"de-x-{edition}", account=None)
    return pages.order_by("pk")[number]


def account_of(page, email="meine@example.org"):
    """Give a profile an account and return the user."""
    user = get_user_model().objects.create_user(email, PASSWORD)
    MemberPage.objects.filter(translation_key=page.translation_key).update(account=user)
    return user


def path_in(mail):
    """The path of the first link in a mail."""
    return "/" + ADDRESS.search(mail.body)[0].split("/", 3)[3]


def fresh(page):
    return MemberPage.objects.get(pk=page.pk)


FORM = "form[data-typed]"


def edit(client, section, shown=None, forged=None, **changes):
    """Open a section, change fields and save it; return the answer.

    ``shown``: the section as it was opened earlier, in another tab.
    """
    page = shown or f"/mein-profil/{section}/"
    return submit(client, page, changes, form=FORM, forged=forged, follow=True)


def type_in(client, section, shown=None, **changes):
    """Type and save nothing: what JavaScript sends meanwhile."""
    form = filled_in(client, shown or f"/mein-profil/{section}/", changes, form=FORM)
    return client.post(form.form["data-typed"], form.data)


def log_in(client, email, password, **options):
    """Log in as advisors do."""
    entered = {"username": email, "password": password}
    return submit(client, "/mein-profil/anmelden/", entered, **options)


def account_page(page):
    """Where staff look after the account of a profile."""
    return reverse("member_account", args=[page.pk])


def invite(staff, page, email="amina@example.org"):
    """Send an invitation from the CMS, as who may open the page there."""
    entered = {"email": email}
    return submit(staff, account_page(page), entered, form="#w-editor-form", follow=True)


def ask_for_link(client, email):
    return submit(client, "/mein-profil/link/", {"email": email})


def protect(client):
    """Say yes to the question whether everything is to go offline."""
    return submit(client, "/mein-profil/schutz/", follow=True)


def press(client, path):
    """Press the button of the first page that leads to a path."""
    form = f"form[action='/mein-profil/{path}/']"
    return submit(client, "/mein-profil/", form=form, follow=True)


def public(page):
    """What a visitor reads on the profile."""
    return visible_text(Client().get(page.get_url()))


def waiting(page):
    """The profile as it will be once staff have approved."""
    return fresh(page).get_latest_revision_as_object()


def decide(page, action, comment="", email="redaktion-nrw@example.org"):
    """Approve or reject what waits, as staff do it in the CMS."""
    return pages.decide(login(Client(), email), fresh(page), action, comment, follow=True)
