"""How long barriers, feedback and interest are kept; they are deleted as a whole."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from consultations.models import Interest, Report
from consultations.models.report import ReportQuerySet
from consultations.retention import KEEP_QUARANTINE, left_in_quarantine, mails_about, unread_spam
from members.forgetting.forget import tidy

#: Barriers after they are done, feedback after it has come.
KEEP_REPORTS = timedelta(days=365)
#: Interest, and barriers that nobody has marked as done.
KEEP_AT_MOST = timedelta(days=730)
#: Well past the day on which the answer is due: an honest one may have been taken for spam.
KEEP_BARRIERS_IN_QUARANTINE = timedelta(days=90)


@transaction.atomic
def delete(rows: Any) -> bool:
    """Delete what a queryset of one row still holds, with the mails about it.

    The row is locked: staff may have delivered or reopened it since it was found.
    """
    sent = rows.select_for_update().first()
    if sent is None:
        return False
    mails_about(sent).delete()
    sent.delete()
    return True


def delete_at_once(sent: Report | Interest) -> bool:
    """Do so on demand, to the last byte."""
    if done := delete(type(sent)._default_manager.filter(pk=sent.pk)):
        tidy()
    return done


def delete_each(rows: Any) -> int:
    return sum(delete(rows.filter(pk=pk)) for pk in rows.values_list("pk", flat=True))


def delete_feedback(rows: ReportQuerySet) -> int:
    """In one statement: it may be much, and there are no mails about it."""
    return rows.delete()[0]


def delete_old() -> str:
    """Each day."""
    now = timezone.now()
    barriers, feedback = Report.objects.barriers(), Report.objects.feedback()
    over = Q(done_at__lt=now - KEEP_REPORTS) | Q(created_at__lt=now - KEEP_AT_MOST)
    reports = delete_each(barriers.filter(over))
    reports += delete_each(unread_spam(barriers, KEEP_BARRIERS_IN_QUARANTINE))
    reports += delete_feedback(feedback.filter(created_at__lt=now - KEEP_REPORTS))
    reports += delete_feedback(unread_spam(feedback))
    interests = delete_each(Interest.objects.filter(created_at__lt=now - KEEP_AT_MOST))
    interests += delete_each(left_in_quarantine(Interest.objects.all(), KEEP_QUARANTINE))
    if reports or interests:
        tidy()
    return f"{reports} old reports on the website and {interests} old interests deleted"
