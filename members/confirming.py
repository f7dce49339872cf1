"""That a profile is current: confirmed by its advisor, or no longer listed."""

from django.dispatch import Signal
from django.utils import timezone

from members.models import MemberPage

#: Sent with ``pages``, a list, when they come into the lists or leave them.
listing_changed = Signal()


def confirm(page):
    """“Stimmt noch”: the profile is current, and listed again if it was not."""
    change(page, last_confirmed=timezone.now(), unlisted_at=None)


def unlist(page, now):
    change(page, unlisted_at=now)


def change(page, **values):
    pages = MemberPage.objects.of_person(page.translation_key)
    pages.update(**values)
    listing_changed.send(sender=MemberPage, pages=list(pages))
