"""Releases by municipalities and private links: the one way to change them."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from examples.models import PracticeExamplePage, Release, ReleaseLink


def make_link(page, user, days, recipient=""):
    """Make a private link to the draft; return it and its token, which nobody can tell again."""
    return ReleaseLink.objects.make(
        timedelta(days=days), example=page, recipient=recipient, created_by=user
    )


def release(page, name, role="", **how):
    """Record that a municipality has released a page as it is now; ``how``: fields of Release."""
    return Release.objects.create(
        example=page.translation_key,
        name=name,
        role=role,
        revision_id=page.latest_revision_id,
        **how,
    )


@transaction.atomic
def withdraw(page, user):
    """Withdraw what is released and take the pages offline in all languages.

    Returns whether a page was live.
    """
    current = Release.objects.of(page).current().select_for_update()
    Release.objects.filter(pk__in=[each.pk for each in current]).update(
        withdrawn_at=timezone.now(), withdrawn_by=user
    )
    pages = PracticeExamplePage.objects.filter(translation_key=page.translation_key).live()
    live = list(pages)
    for each in live:
        each.unpublish(user=user)
    return bool(live)
