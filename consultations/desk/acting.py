"""What staff do with a request; each says whether it was done: another may have been faster."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from consultations import assigning, mails
from consultations.choices import State, Step, is_answer
from consultations.models import ConsultationRequest, RequestEvent, RequestPage
from miglobe_site.texts import running_text


def at_work(sent: ConsultationRequest) -> Any:
    """The row of a request that can be worked on: not in quarantine, with its personal data."""
    return ConsultationRequest.objects.filter(pk=sent.pk, suspicions="", forgotten_at=None)


@transaction.atomic
def change_state(sent: ConsultationRequest, seen: str, state: str, text: str, user: Any) -> bool:
    """Change the state that somebody has seen; the official reads it, with the text."""
    ended_at = (sent.ended_at or timezone.now()) if State(state).is_over else None
    new = {"state": state, "ended_at": ended_at}
    answers = timezone.now() if is_answer(Step.STATE, state) else None
    if sent.answered_at is None:
        new["answered_at"] = answers
    if sent.is_over and ended_at is None:  # taken up again, with a promise of its own
        new |= {"promised_for": promise(sent), "answered_at": answers}
    rows = at_work(sent).exclude(state=State.WITHDRAWN)  # what the official ends stays so
    if not rows.filter(state=seen).update(**new):
        return False
    RequestEvent.objects.create(
        request=sent, step=Step.STATE, state=state, text=running_text(text), user=user
    )
    if ended_at and not sent.is_over:
        sent.refresh_from_db()
        assigning.end(sent)
    return True


@transaction.atomic
def put_in_charge(sent: ConsultationRequest, seen: int | None, person: Any, user: Any) -> bool:
    """Say who answers, None for nobody, in place of whom somebody has seen there."""
    if not at_work(sent).filter(in_charge=seen).update(in_charge=person):
        return False
    RequestEvent.objects.create(
        request=sent, step=Step.CHARGE, text=str(person) if person else "–", user=user
    )
    return True


@transaction.atomic
def note(sent: ConsultationRequest, text: str, user: Any) -> bool:
    """Leave a note for colleagues, also on what is in quarantine."""
    kept = ConsultationRequest.objects.select_for_update().filter(pk=sent.pk, forgotten_at=None)
    if kept.first() is None:
        return False
    RequestEvent.objects.create(request=sent, step=Step.NOTE, text=running_text(text), user=user)
    return True


@transaction.atomic
def deliver(sent: ConsultationRequest, user: Any) -> bool:
    """Take a request out of quarantine and send the mails that wait; a late promise is renewed."""
    waiting = ConsultationRequest.objects.filter(pk=sent.pk, forgotten_at=None)
    if not waiting.exclude(suspicions="").update(suspicions="", promised_for=promise(sent)):
        return False
    sent.refresh_from_db()
    RequestEvent.objects.create(request=sent, step=Step.DELIVERED, user=user)
    if not sent.is_over:  # withdrawn meanwhile: nobody waits for a mail
        mails.tell_both(sent)
    return True


def promise(sent: ConsultationRequest) -> Any:
    """By when a request is answered that leaves quarantine today."""
    if sent.promised_for >= timezone.localdate():
        return sent.promised_for
    return RequestPage.promise_of(sent.of_edition)
