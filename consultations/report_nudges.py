"""Barriers do not age silently: who answers is reminded before the month is over, and after it."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from consultations import reporting
from consultations.models import Report
from consultations.models.report import ReportQuerySet

#: Before the day on which the answer is due.
BEFORE = timedelta(days=7)
#: After which a reminder is repeated.
AGAIN = timedelta(days=7)


def to_nudge(reports: ReportQuerySet) -> ReportQuerySet:
    """Barriers whose month is nearly over, or is over; each again after some time."""
    today = timezone.localdate()
    due = reports.barriers().open().filter(due__lte=today + BEFORE)
    return due.filter(Q(nudged_on=None) | Q(nudged_on__lte=today - AGAIN))


@transaction.atomic
def nudge(report: Report) -> bool:
    """Remind of a barrier that (still) waits; False where nobody can be written to."""
    own = to_nudge(Report.objects.filter(pk=report.pk))
    row = own.select_for_update().first()
    if row is None or not reporting.remind_of_barrier(row):
        return False
    row.nudged_on = timezone.localdate()
    row.save(update_fields=["nudged_on"])
    return True


def nudge_all() -> str:
    """Each day. Of archived editions, whose pages still answer, the administration is told."""
    number = sum(nudge(report) for report in to_nudge(Report.objects.all()))
    return f"{number} reminders of barriers that wait"
