"""What tests of the own area do again and again."""

import re

from django.contrib.auth import get_user_model
from django.test import Client

from members.models import MemberPage
from tests.site import login, soup, visible_text

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


def fields_of(response):
    """{name: value or list} of what the form on a page would send, as a browser does."""
    sent = {}
    for form in soup(response).find_all("form"):
        if not form.get("data-typed"):
            continue
        for field in form.find_all(["input", "textarea", "select"]):
            name, kind = field.get("name"), field.get("type")
            if not name or (kind in {"checkbox", "radio"} and not field.has_attr("checked")):
                continue
            if field.name == "textarea":
                value = field.get_text().removeprefix("\n")
            elif field.name == "select":
                chosen = field.find("option", selected=True)
                value = chosen["value"] if chosen else ""
            else:
                value = field.get("value", "on" if kind == "checkbox" else "")
            sent.setdefault(name, []).append(value)
    return sent


def edit(client, section, shown=None, **changes):
    """Open a section, change fields and save it; return the answer.

    ``shown``: fields that were shown earlier, in another tab.
    """
    address = f"/mein-profil/{section}/"
    sent = dict(shown or fields_of(client.get(address)))
    return client.post(address, sent | changes, follow=True)


def public(page):
    """What a visitor reads on the profile."""
    return visible_text(Client().get(page.get_url()))


def waiting(page):
    """The profile as it will be once staff have approved."""
    return fresh(page).get_latest_revision_as_object()


def decide(page, action, comment="", email="redaktion-nrw@example.org"):
    """Approve or reject what waits, as staff do it in the CMS."""
    task = fresh(page).current_workflow_task_state
    staff = login(Client(), email)
    address = f"/admin/pages/workflow/action/{page.pk}/{action}/{task.pk}/"
    return staff.post(address, {"comment": comment}, follow=True)
