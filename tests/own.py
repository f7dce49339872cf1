"""What tests of the own area do again and again."""

import re

from django.contrib.auth import get_user_model

from members.models import MemberPage

PASSWORD = "vier gute Wörter hintereinander"
ADDRESS = re.compile(r"https?://\S+")


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
