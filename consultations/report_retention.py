"""How long barriers, feedback and interest are kept; they are deleted as a whole."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from consultations.models import Interest, Report
from consultations.retention import KEEP_QUARANTINE, mails_about
from members.forgetting.forget import tidy

#: Barriers after they are done, feedback after it has come.
KEEP_REPORTS = timedelta(days=365)
#: Interest, and barriers that nobody has marked as done.
KEEP_AT_MOST = timedelta(days=730)


@transaction.atomic
def delete(sent: Report | Interest) -> bool:
    """Delete something with the mails about it."""
    mails_about(sent).delete()
    return bool(type(sent)._default_manager.filter(pk=sent.pk).delete()[0])


def delete_at_once(sent: Report | Interest) -> bool:
    """Do so on demand, to the last byte."""
    if done := delete(sent):
        tidy()
    return done


def delete_old() -> str:
    """Each day."""
    now = timezone.now()
    in_quarantine = ~Q(suspicions="") & Q(created_at__lt=now - KEEP_QUARANTINE)
    too_old = in_quarantine | Q(created_at__lt=now - KEEP_AT_MOST)
    over = Q(kind=Report.Kind.FEEDBACK, created_at__lt=now - KEEP_REPORTS)
    over |= Q(done_at__lt=now - KEEP_REPORTS)
    reports = sum(delete(report) for report in Report.objects.filter(too_old | over))
    interests = sum(delete(interest) for interest in Interest.objects.filter(too_old))
    if reports or interests:
        tidy()
    return f"{reports} old reports on the website and {interests} old interests deleted"
