"""Staff answer a request: by mail from here, or in their own way."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from consultations import mails
from consultations.choices import State, Step
from consultations.desk.acting import at_work
from consultations.models import ConsultationRequest, RequestEvent, RequestPage
from consultations.models.answer_templates import fill


def newest_answer(sent: ConsultationRequest) -> str:
    """The id of the last answer, "" before the first: whether a colleague answered meanwhile."""
    event = sent.events.filter(step=Step.ANSWERED).last()
    return str(event.pk) if event else ""


@transaction.atomic
def answer(sent: ConsultationRequest, seen: str, text: str, user: Any) -> bool:
    """Write to the official; False where another has answered since, or nobody can any more.

    The button that is pressed twice sends once; the same text as an answer of its own is sent.
    """
    row = at_work(sent).exclude(email="").select_for_update().first()
    if row is None:
        return False
    if seen != newest_answer(row):
        newest = row.events.filter(step=Step.ANSWERED).last()
        return newest is not None and (newest.text, newest.user) == (text, user)
    note_answer(row, text, user)
    mails.tell_official("answer", row, text=text)
    return True


@transaction.atomic
def answered_elsewhere(sent: ConsultationRequest, user: Any) -> bool:
    """Note that somebody has answered on the telephone or from the own mailbox."""
    row = at_work(sent).select_for_update().first()
    if row is None or not row.awaits_answer:
        return False
    note_answer(row, "", user)
    return True


def note_answer(sent: ConsultationRequest, text: str, user: Any) -> None:
    """Store an answer. Whoever answers first is in charge, and the request is new no more."""
    sent.answered_at = sent.answered_at or timezone.now()
    sent.in_charge = sent.in_charge or user
    if sent.is_new:
        sent.state = State.CLARIFYING
    sent.save(update_fields=["answered_at", "in_charge", "state"])
    RequestEvent.objects.create(request=sent, step=Step.ANSWERED, text=text, user=user)


def templates_of(sent: ConsultationRequest) -> list[tuple[str, str]]:
    """[(title, text), …]: what the edition keeps on its page for requests."""
    page = RequestPage.of(sent.of_edition)
    return (
        [(each.value["title"], each.value["text"]) for each in page.answer_templates]
        if page
        else []
    )


def filled(sent: ConsultationRequest, text: str, user: Any) -> str:
    """The text of a template with what is known of a request and of who answers."""
    home = mails.home_of(sent)
    agreed = [each.name for each in sent.assignments.advising()]
    people = agreed or [each.name for each in sent.wished_advisors.all()]
    signature = [user.get_full_name(), home.title, home.provider, home.phone]
    values = {
        "Name": sent.name,
        "Kommune": sent.municipality,
        "Zeichen": sent.spelled_reference,
        "Beratung": ", ".join(people),
        "Link": sent.status_url,
        "Absender": "\n".join(filter(None, signature)),
    }
    return fill(text, values)
