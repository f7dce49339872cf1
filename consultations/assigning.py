"""Advisors are asked, answer, agree on a date and hold the talk.

Each function locks the rows of the request and of the question, so that what is done twice, or by
two people, is done once, and a person who is forgotten meanwhile stays so; each says whether it was
done.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from consultations import advisor_mails
from consultations.choices import State, Step
from consultations.models import Assignment, ConsultationRequest, RequestEvent, RequestPage
from editions.homes import archived_editions
from members.models import MemberPage
from miglobe_site import texts

ASKED, ACCEPTED = Assignment.State.ASKED, Assignment.State.ACCEPTED
DECLINED, RECALLED = Assignment.State.DECLINED, Assignment.State.RECALLED


def is_under_way(sent: ConsultationRequest) -> bool:
    return not (sent.is_over or sent.is_in_quarantine or sent.forgotten_at is not None)


def is_open(sent: ConsultationRequest) -> bool:
    """Whether somebody can still be asked, or answer."""
    return is_under_way(sent) and sent.of_edition not in archived_editions()


def locked(
    sent: ConsultationRequest, fits: Callable[[ConsultationRequest], bool] = is_open
) -> ConsultationRequest | None:
    """The request as it is in the database, locked; None where it does not fit any more."""
    row = ConsultationRequest.objects.select_for_update().filter(pk=sent.pk).first()
    return row if row is not None and fits(row) else None


def locked_assignment(
    assignment: Assignment,
    *states: str,
    fits: Callable[[ConsultationRequest], bool] = is_open,
) -> Assignment | None:
    """The question as it is in the database, where it has one of the states and can be changed."""
    sent = locked(assignment.request, fits)
    if sent is None:
        return None
    # The same question: whoever is asked anew has got another link.
    same = sent.assignments.select_for_update().filter(
        pk=assignment.pk, asked_at=assignment.asked_at
    )
    row = same.filter(state__in=states).exclude(profile=None).first()
    if row is not None:
        row.request = sent
    return row


def note(assignment: Assignment, step: Step, user: Any) -> None:
    RequestEvent.objects.create(
        request=assignment.request, assignment=assignment, step=step, user=user
    )


@transaction.atomic
def ask(sent: ConsultationRequest, profile: Any, name: str, user: Any, again: bool = False) -> bool:
    """Ask an advisor by mail; who is asked already, or has agreed, is not asked twice.

    ``again``: also somebody who has declined, or whose question was taken back. False where that
    is not meant, the request is over, or nobody could read the mail.
    """
    MemberPage.objects.of_person(profile).lock()  # who is being forgotten is not asked
    row = locked(sent)
    if row is None or not advisor_mails.address_of(profile):
        return False
    assignment = row.assignments.select_for_update().filter(profile=profile).first()
    if assignment is None:
        assignment = row.assignments.create(profile=profile, name=name)
    else:
        if assignment.state in {ASKED, ACCEPTED}:
            return True
        if not again:
            return False
        assignment.state, assignment.name = ASKED, name
        assignment.asked_at, assignment.answered_at = timezone.now(), None
        assignment.reason = assignment.place = ""
        assignment.meeting_at = None  # one that nobody says was kept
        assignment.save()
    assignment.request = row
    note(assignment, Step.ASKED, user)
    advisor_mails.ask(assignment)
    return True


@transaction.atomic
def accept(assignment: Assignment) -> bool:
    """The advisor agrees; a request that was new is being clarified from then on."""
    row = locked_assignment(assignment, ASKED)
    if row is None:
        return False
    answer(row, ACCEPTED)
    if row.request.is_new:
        row.request.state = State.CLARIFYING
        row.request.save(update_fields=["state"])
        RequestEvent.objects.create(request=row.request, step=Step.STATE, state=State.CLARIFYING)
    note(row, Step.ACCEPTED, None)
    advisor_mails.confirm(row)
    advisor_mails.tell_staff("accepted", row)
    return True


@transaction.atomic
def decline(assignment: Assignment, reason: str) -> bool:
    row = locked_assignment(assignment, ASKED)
    if row is None:
        return False
    row.reason = texts.running_text(reason)
    answer(row, DECLINED)
    note(row, Step.DECLINED, None)
    advisor_mails.tell_staff("declined", row)
    return True


@transaction.atomic
def step_back(assignment: Assignment, reason: str) -> bool:
    """Who has agreed cannot advise after all; not after a talk, which stays and is counted."""
    row = locked_assignment(assignment, ACCEPTED)
    if row is None or row.held_on is not None:
        return False
    row.reason = texts.running_text(reason)
    is_off = row.is_to_come
    advisor_mails.tell_staff("declined", row, was_advising=True, is_off=is_off)
    leave(row, "stepped_back")
    wait_again(row)
    answer(row, DECLINED)
    note(row, Step.DECLINED, None)
    return True


def wait_again(row: Assignment) -> None:
    """Somebody who had agreed is out: the official reads it.

    Where nobody else advises, the official waits for an answer again, by a new date.
    """
    sent = row.request
    note(row, Step.LEFT, None)
    if not sent.assignments.advising().exclude(pk=row.pk).exists():
        sent.answered_at, sent.promised_for = None, RequestPage.promise_of(sent.of_edition)
        sent.save(update_fields=["answered_at", "promised_for"])


def answer(row: Assignment, state: str) -> None:
    row.state, row.answered_at = state, timezone.now()
    row.save()


@transaction.atomic
def recall(assignment: Assignment, user: Any) -> bool:
    """Staff need the advisor no longer; both learn where a talk does not take place.

    Not after a talk that was held: it stays and is counted, and asking anew would take it away.
    """
    row = locked_assignment(assignment, ASKED, ACCEPTED)
    if row is None or row.held_on is not None:
        return False
    leave(row, "recalled")
    if row.is_accepted:
        wait_again(row)
    answer(row, RECALLED)
    note(row, Step.RECALLED, user)
    return True


@transaction.atomic
def agree(assignment: Assignment, at: datetime, place: str, user: Any = None) -> bool:
    """Note when and where the talk is, and tell both; the same date again tells nobody."""
    row = locked_assignment(assignment, ACCEPTED)
    if row is None:
        return False
    place = texts.name(place)
    if (row.meeting_at, row.place) == (at, place):
        return True
    is_changed = row.is_to_come  # a next talk after one that was held is none
    row.meeting_at, row.place, row.notices = at, place, row.notices + 1
    row.save()
    keep_promise(row.request)
    note(row, Step.MEETING, user)
    advisor_mails.tell_of_date(row, is_changed)
    return True


def keep_promise(sent: ConsultationRequest) -> None:
    """A date or a talk is an answer to the official."""
    if sent.answered_at is None:
        sent.answered_at = timezone.now()
        sent.save(update_fields=["answered_at"])


@transaction.atomic
def hold(assignment: Assignment, day: date, user: Any = None) -> bool:
    """Note on which day the talk took place; another day corrects it."""
    row = locked_assignment(assignment, ACCEPTED)
    if row is None:
        return False
    is_new = row.held_on is None
    row.held_on = day
    row.save()
    keep_promise(row.request)
    if is_new:
        note(row, Step.HELD, user)
    return True


def end(sent: ConsultationRequest) -> None:
    """The request is over: tell those who have agreed. Part of the transaction that ends it."""
    for row in sent.assignments.advising().select_for_update():
        row.request = sent
        leave(row, "over")


def resume(sent: ConsultationRequest) -> None:
    """The request is taken up again: tell those who had agreed, likewise."""
    for row in sent.assignments.advising().select_for_update():
        row.request = sent
        advisor_mails.confirm(row, is_again=True)


def leave(row: Assignment, mail: str) -> None:
    """Tell an advisor that there is nothing to do any more; a talk to come is off for both."""
    is_off = row.is_to_come
    row.notices += is_off
    advisor_mails.tell_that_it_is_over(mail, row, is_off)
    if is_off:
        if row.request.state != State.WITHDRAWN:
            advisor_mails.call_off(row)
        row.meeting_at, row.place = None, ""
    row.save()


def forget(profile: Any) -> int:
    """Forget whom staff have asked; return how many questions there were.

    Where somebody still waits for the advisor, staff learn that another one is needed, and the
    official that a talk to come is off, both without the name. Part of the transaction that
    forgets the person, whose rows are locked.
    """
    questions = Assignment.objects.filter(profile=profile)
    number = questions.count()
    for question in questions.select_related("request").order_by("request_id"):
        if row := locked_assignment(question, ASKED, ACCEPTED, fits=is_under_way):
            lose(row)
    questions.filter(state=ASKED).update(state=RECALLED)  # of requests that are over
    questions.empty()
    return number


def lose(row: Assignment) -> None:
    """Nobody can advise or answer any more: tell those who count on it."""
    is_off, was_advising = row.is_to_come, row.is_accepted
    row.profile, row.name, row.reason, row.place = None, "", "", ""
    row.notices += is_off
    if is_off:
        advisor_mails.call_off(row)
    advisor_mails.tell_staff("gone", row, is_off=is_off, was_advising=was_advising)
    row.meeting_at = None
    if was_advising:
        wait_again(row)
    answer(row, RECALLED)
    note(row, Step.RECALLED, None)
