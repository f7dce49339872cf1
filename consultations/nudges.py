"""Nothing ages silently: the edition is reminded of what waits too long."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from consultations import mails
from consultations.choices import Step
from consultations.desk import queue
from consultations.models import ConsultationRequest, RequestEvent
from consultations.models.assignment import ANSWER_DAYS
from editions.homes import archived_editions

#: After which a reminder of a promise is repeated.
AGAIN = timedelta(days=7)


def to_nudge(requests: queue.Requests) -> queue.Requests:
    """Those whose promised date has come, whose advisors are silent, and those that rest.

    Each is told again after some time.
    """
    now, nudged = timezone.now(), Max("events__at", filter=Q(events__step=Step.NUDGED))
    due = queue.delivered(requests).filter(queue.AWAITS, promised_for__lte=timezone.localdate())
    not_lately = Q(nudged=None) | Q(nudged__lt=now - AGAIN)
    newly_promised = Q(nudged__date__lt=F("promised_for"))
    again = due.annotate(nudged=nudged).filter(not_lately | newly_promised)
    silent = queue.with_silent_advisors(requests).annotate(nudged=nudged)
    asked = silent.filter(not_lately)
    rests = Q(nudged=None) | Q(nudged__lt=now - queue.REST)
    rest = queue.resting(requests).annotate(nudged=nudged).filter(rests)
    wanted = {pk for found in (again, asked, rest) for pk in found.values_list("pk", flat=True)}
    return requests.filter(pk__in=wanted)


@transaction.atomic
def nudge(sent: ConsultationRequest) -> bool:
    """Remind the edition of a request that (still) waits; False where nobody can be written to."""
    own = ConsultationRequest.objects.filter(pk=sent.pk)
    row = own.select_for_update().first()
    if row is None or not to_nudge(own).exists():
        return False
    silent = [each.name for each in queue.unanswered(own)]
    is_due = row.awaits_answer and row.promised_for <= timezone.localdate()
    more = {"is_due": is_due, "silent": silent, "days": ANSWER_DAYS}
    if not mails.tell_edition("nudge", row, **more):
        return False
    RequestEvent.objects.create(request=row, step=Step.NUDGED)
    return True


def nudge_all() -> str:
    """Each day. Nobody answers in an archived edition."""
    archived = [edition.key for edition in archived_editions()]
    requests = ConsultationRequest.objects.exclude(edition__in=archived)
    number = sum(nudge(sent) for sent in to_nudge(requests))
    return f"{number} reminders of requests that wait"
