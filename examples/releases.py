"""Releases by municipalities and private links: the one way to change them.

A form that is sent twice, by a double click, makes one of each.
"""

import json
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from examples.models import PracticeExamplePage, Release, ReleaseLink
from examples.models.released_text import same_text
from miglobe_site.accounts.secret_links import hash_of


@transaction.atomic
def make_link(page, user, days, recipient="", key=""):
    """Make a private link to the draft; return it and its token, which nobody can tell again.

    ``key``: random characters of the form that asks. A browser shows the answer to the second
    click alone, which therefore tells the link that the first has made.
    """
    lock(page)
    token = token_of(key, page.pk, user.pk, days, recipient) if key else ""
    made = ReleaseLink.objects.filter(token_hash=hash_of(token)).first() if token else None
    if made and made.is_valid:
        return made, token
    return ReleaseLink.objects.make(
        timedelta(days=days),
        "" if made else token,
        example=page,
        recipient=recipient,
        created_by=user,
    )


def token_of(*asked):
    """The token of the link that a form asks for; nobody can tell it who has not the secret key."""
    return salted_hmac("examples.releases", json.dumps(asked), algorithm="sha256").hexdigest()


def lock(page):
    """Let others wait who change the releases or links of an example, in whichever language."""
    pages = PracticeExamplePage.objects.filter(translation_key=page.translation_key)
    list(pages.order_by("pk").select_for_update())


def given(page):
    """The current releases of what the newest version of a page says."""
    current = Release.objects.of(page).current().select_related("revision")
    return [each for each in current if same_text(each.revision, page.latest_revision)]


@transaction.atomic
def release_once(page, **how):
    """Record a release by a private link; return None where the text is released already."""
    lock(page)
    return None if given(page) else release(page, **how)


@transaction.atomic
def record(page, user, latest=None, **entered):
    """Record a release that came another way.

    ``latest``: the id of the latest one that the form knew, 0 for none. A newer one that says the
    same is what the same form has sent already.
    """
    lock(page)
    same = Release.objects.of(page).current().filter(**entered)
    if latest is None or not same.filter(pk__gt=latest).exists():
        release(page, **entered, recorded_by=user)


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
