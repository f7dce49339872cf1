"""Who reads what visitors tell of the website, and who answers it: as with requests.

What is about a page outside of the editions, and where interest was noted, only administrators see.
"""

from typing import Any

from consultations.desk.rights import editions_to_change, editions_to_read
from consultations.models import Report
from consultations.models.report import ReportQuerySet
from editions.access.administration import administers


def may_read_reports(user: Any) -> bool:
    return administers(user) or bool(editions_to_read(user))


def reports_of(user: Any) -> ReportQuerySet:
    """The reports that a user sees."""
    if administers(user):
        return Report.objects.all()
    return Report.objects.filter(edition__in=[each.key for each in editions_to_read(user)])


def reports_to_answer(user: Any) -> ReportQuerySet:
    if administers(user):
        return Report.objects.all()
    return Report.objects.filter(edition__in=[each.key for each in editions_to_change(user)])


def may_answer(user: Any, report: Report) -> bool:
    return reports_to_answer(user).filter(pk=report.pk).exists()
