"""What officials do with their own request, from its private page."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from consultations import assigning, mails
from consultations.choices import State, Step
from consultations.models import ConsultationRequest, RequestEvent


def open_requests(sent: ConsultationRequest) -> QuerySet[ConsultationRequest]:
    """The request itself, as it is in the database, while it is not over."""
    return ConsultationRequest.objects.filter(pk=sent.pk, ended_at=None)


@transaction.atomic
def add(sent: ConsultationRequest, text: str) -> bool:
    """Add something to a request; staff read it by mail and in the history. False where it is over.

    Sent twice, it is added once.
    """
    if not open_requests(sent).select_for_update().exists():
        return False
    newest = sent.events.filter(step=Step.ADDED).last()
    if newest is None or newest.text != text:
        event = RequestEvent.objects.create(request=sent, step=Step.ADDED, text=text)
        mails.tell_edition("added", sent, event=event)
    return True


@transaction.atomic
def withdraw(sent: ConsultationRequest) -> None:
    """Withdraw a request that is not over; pressed twice, it is withdrawn once."""
    # The same form may be sent again, as another request.
    new = {"state": State.WITHDRAWN, "ended_at": timezone.now(), "sent_digest": f"over-{sent.pk}"}
    if open_requests(sent).update(**new):
        RequestEvent.objects.create(request=sent, step=Step.WITHDRAWN)
        mails.tell_edition("withdrawn", sent)
        sent.refresh_from_db()
        assigning.end(sent)
