"""Nothing ages silently: the edition is reminded of what waits too long."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from consultations import mails
from consultations.choices import Step
from consultations.desk import queue
from consultations.models import ConsultationRequest, RequestEvent
from editions.homes import archived_editions

#: After which a reminder of a promise is repeated.
AGAIN = timedelta(days=7)


def to_nudge(requests: queue.Requests) -> queue.Requests:
    """Those whose promised date has come, and those that rest; each again after some time."""
    now, nudged = timezone.now(), Max("events__at", filter=Q(events__step=Step.NUDGED))
    due = queue.delivered(requests).filter(queue.AWAITS, promised_for__lte=timezone.localdate())
    waits = Q(nudged=None) | Q(nudged__lt=now - AGAIN) | Q(nudged__date__lt=F("promised_for"))
    again = due.annotate(nudged=nudged).filter(waits)
    rests = Q(nudged=None) | Q(nudged__lt=now - queue.REST)
    rest = queue.resting(requests).annotate(nudged=nudged).filter(rests)
    wanted = {*again.values_list("pk", flat=True), *rest.values_list("pk", flat=True)}
    return requests.filter(pk__in=wanted)


@transaction.atomic
def nudge(sent: ConsultationRequest) -> bool:
    """Remind the edition of a request that (still) waits; False where nobody can be written to."""
    own = ConsultationRequest.objects.filter(pk=sent.pk)
    row = own.select_for_update().first()
    if row is None or not to_nudge(own).exists() or not mails.tell_edition("nudge", row):
        return False
    RequestEvent.objects.create(request=row, step=Step.NUDGED)
    return True


def nudge_all() -> str:
    """Each day. Nobody answers in an archived edition."""
    archived = [edition.key for edition in archived_editions()]
    requests = ConsultationRequest.objects.exclude(edition__in=archived)
    number = sum(nudge(sent) for sent in to_nudge(requests))
    return f"{number} reminders of requests that wait"
