"""Once a week, the staff of an edition learn by mail what is to be done about other editions."""

import logging

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import ngettext
from wagtail.models import Locale

from miglobe_site.outbox import mails

from .access.staff_groups import staff_group_name
from .homes import archived_editions
from .mails import about_edition
from .models.digest_mail import DigestMail
from .overview import Overview
from .registry import parse_code

logger = logging.getLogger(__name__)

#: How many pages of each group a mail names.
NAMED = 10


def send_digests(now=None):
    """Put the mails of this week into the outbox that are not there yet; return how many.

    Never raises; what fails is tried again at the next run. Rows that are older than a year are
    deleted.
    """
    year, week, _day = timezone.localtime(now).isocalendar()
    DigestMail.objects.filter(week__lt=f"{year - 1}-W{week:02}").delete()
    sent = 0
    with translation.override("de"):
        try:
            for edition in editions():
                sent += send_digest(edition, f"{year}-W{week:02}")
        except Exception:
            logger.exception("The weekly mails could not be sent; they are tried again.")
    return sent


def editions():
    """Return the editions whose staff can do anything, in a fixed order."""
    codes = Locale.objects.values_list("language_code", flat=True)
    found = {parse_code(code)[1] for code in codes} - {None} - archived_editions()
    return sorted(found, key=lambda edition: edition.key)


def send_digest(edition, week):
    """Send one edition's mail to each of its staff who has none yet; return how many."""
    members = get_user_model().objects.filter(
        is_active=True, groups__name=staff_group_name(edition)
    )
    done = DigestMail.objects.filter(edition=edition.key, week=week).values("user")
    members = list(members.exclude(email="").exclude(pk__in=done).distinct().order_by("pk"))
    if not members:
        return 0
    message = compose(edition)
    return sum(send_once(edition, week, user, message) for user in members)


@transaction.atomic
def send_once(edition, week, user, message):
    """Send a mail to a user, unless another run does; return whether there is one."""
    sent_at = timezone.now() if message else None
    _row, is_new = DigestMail.objects.get_or_create(
        edition=edition.key, week=week, user=user, defaults={"sent_at": sent_at}
    )
    if message is None or not is_new:
        return False
    subject, body = message
    with about_edition(edition):
        mails.post(subject, body, user.email)
    return True


def compose(edition):
    """Return (subject, text) of an edition's mail, None where there is nothing to tell."""
    overview = Overview(edition)
    counts = overview.counts()
    if not any(counts.values()):
        return None
    report = f"{settings.WAGTAILADMIN_BASE_URL}{reverse('edition_updates')}?edition={edition.key}"
    total = sum(counts.values())
    subject = ngettext(
        "MiGlobe %(edition)s: one page of other editions to look at",
        "MiGlobe %(edition)s: %(count)d pages of other editions to look at",
        total,
    )
    groups = [
        {
            "name": group,
            "count": count,
            "pages": overview.get(group)[:NAMED],
            "url": f"{report}&group={group}",
        }
        for group, count in counts.items()
        if count
    ]
    context = {"edition": edition, "groups": groups, "named": NAMED}
    body = render_to_string("editions/updates/digest.txt", context)
    return subject % {"edition": edition.short_name, "count": total}, body
