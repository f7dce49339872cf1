"""“Stimmt noch?”: who is asked by mail after how long, and who is not listed any more.

After 12 months the advisor is asked, after 14 the staff get a note, after 17 the advisor is told
that the profile leaves the lists in a month, and then it does. All by the daily command, each once.
"""

import logging
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from editions.homes import in_german
from members import confirming
from members.models import MemberPage, OneTimeLink, ProfileReminder, SectionDraft
from members.my_profile import mails

MONTH = timedelta(days=30.44)
ASK, NOTE, LAST, UNLIST = 12, 14, 17, 18
NOTICE = timedelta(days=28)  # between the last mail and leaving the lists, at least
KEEP_TYPED = timedelta(days=180)

logger = logging.getLogger(__name__)


def run(now=None):
    """Do what is due; return what was done, for the daily command. Never raises."""
    now = now or timezone.now()
    sent = unlisted = 0
    for page in due(now):
        try:
            months = (now - page.since) / MONTH
            sent += remind(page, months, now)
            unlisted += months >= UNLIST and unlist(page, now)
        except Exception:
            logger.exception("Reminding of page %s failed; it is tried again.", page.pk)
    OneTimeLink.objects.forget_expired()
    SectionDraft.objects.filter(saved_at__lt=now - KEEP_TYPED).delete()
    return f"{sent} reminders of profiles sent, {unlisted} profiles not listed any more"


def due(now):
    """The German pages on show that were not confirmed for a year."""
    pages = MemberPage.objects.live().filter(in_german(), unlisted_at=None)
    pages = pages.annotate(since=Coalesce("last_confirmed", "first_published_at"))
    return pages.filter(since__lt=now - ASK * MONTH).select_related("account", "locale")


def remind(page, months, now):
    """Send the mails that are due, of those to the advisor only the latest."""
    sent = 0
    if months >= NOTE:
        sent += once(page, NOTE, now, lambda: mails.tell_editors(page, "stale"))
    if page.account and page.account.is_active and page.account.email:
        stage = LAST if months >= LAST else ASK
        url = mails.absolute("my_profile:status")
        send = partial(mails.send, f"stale_{stage}", page, page.account.email, url=url)
        sent += once(page, stage, now, send)
    return sent


def once(page, stage, now, send):
    """Send unless that was done, or another run does it; return whether it was sent."""
    key = {"profile": page.translation_key, "stage": stage, "since": page.since}
    with transaction.atomic():
        _row, is_new = ProfileReminder.objects.get_or_create(**key, defaults={"created_at": now})
        if is_new:
            send()
    return is_new


def unlist(page, now):
    """Take a profile out of the lists, once whoever keeps it has had a month to answer."""
    stage = LAST if page.account else NOTE
    told = ProfileReminder.objects.filter(
        profile=page.translation_key, stage=stage, since=page.since, created_at__lt=now - NOTICE
    )
    if told.exists():
        confirming.unlist(page, now)
        return True
    return False
