"""Releases by municipalities and private links: the one way to change them."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from examples.models import PracticeExamplePage, Release, ReleaseLink
from examples.models.release import hash_of, new_token

KEEP_LINKS = timedelta(days=30)


def make_link(page, user, days, recipient=""):
    """Make a private link to the draft; return it and its token, which is stored nowhere."""
    token = new_token()
    link = ReleaseLink.objects.create(
        example=page,
        token_hash=hash_of(token),
        recipient=recipient,
        created_by=user,
        expires_at=timezone.now() + timedelta(days=days),
    )
    return link, token


def forget_old_links():
    """Delete links, with the names in them, that have long expired; return how many."""
    old = ReleaseLink.objects.filter(expires_at__lt=timezone.now() - KEEP_LINKS)
    return old.delete()[1].get(ReleaseLink._meta.label, 0)


def withdraw_link(link, user):
    ReleaseLink.objects.filter(pk=link.pk, withdrawn_at=None).update(
        withdrawn_at=timezone.now(), withdrawn_by=user
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


def overview(page):
    """Return {"current", "is_older", "releases", "links"} of an example, as staff see them.

    ``is_older``: the text was changed since its release.
    """
    if not page.pk:
        return {"current": None, "is_older": False, "releases": [], "links": []}
    releases = list(Release.objects.of(page).select_related("recorded_by", "withdrawn_by"))
    current = next((each for each in releases if each.withdrawn_at is None), None)
    return {
        "current": current,
        "is_older": bool(current) and current.revision_id != page.latest_revision_id,
        "releases": releases,
        "links": list(page.release_links.select_related("created_by")),
    }
