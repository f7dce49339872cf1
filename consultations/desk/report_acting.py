"""What staff do with a report; each says whether it was done: another may have been faster."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from consultations import reporting
from consultations.models import Interest, Report
from miglobe_site.texts import running_text


def finish(report: Report, note: str, user: Any) -> bool:
    """Note that a barrier is answered, and how; a second press of the button is no failure."""
    waiting = Report.objects.barriers().open().filter(pk=report.pk)
    note = running_text(note)
    if waiting.update(done_at=timezone.now(), done_by=user, note=note):
        return True
    own = Report.objects.filter(pk=report.pk, done_by=user, note=note)
    return own.exclude(done_at=None).exists()


def reopen(report: Report) -> bool:
    done = Report.objects.barriers().filter(pk=report.pk).exclude(done_at=None)
    return bool(done.update(done_at=None, done_by=None))


@transaction.atomic
def deliver(sent: Report | Interest) -> bool:
    """Take something out of quarantine, and send the mail that waits."""
    rows: Any = type(sent)._default_manager.filter(pk=sent.pk).exclude(suspicions="")
    if not rows.update(suspicions=""):
        return False
    sent.refresh_from_db()
    if isinstance(sent, Interest):
        reporting.tell_of_interest(sent)
    elif sent.kind == Report.Kind.BARRIER:
        reporting.tell_of_barrier(sent)
    return True
