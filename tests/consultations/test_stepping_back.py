"""Who advises steps back, is not needed any more, or goes on once a request is taken up again."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from consultations import assigning, calendars, official
from consultations.choices import Step
from consultations.models import Assignment, ConsultationRequest
from miglobe_site.outbox.models import Mail
from tests.factories.desk import (
    ADVISOR,
    OFFICIAL,
    agreed,
    asked,
    form,
    fresh,
    request_in,
    status_text,
    url,
)
from tests.factories.my_profile import profile
from tests.site import soup, submit, visible_text

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def sent():
    return request_in()


@pytest.fixture
def question(sent):
    return agreed(sent, profile())


@pytest.fixture
def talk(question):
    """A talk to come, of which both know."""
    assigning.agree(question, timezone.now() + timedelta(days=3), "Rathaus")
    Mail.objects.all().delete()
    return Assignment.objects.get()


def event_for(address):
    """The event of the one file that somebody got."""
    [mail] = Mail.objects.filter(to=address)
    [file] = mail.parts["attachments"]
    calendar = Calendar.from_ical(file[1])
    assert file[2] == f"text/calendar; method={calendar['method']}"
    [event] = calendar.walk("VEVENT")
    assert (calendar["method"] == "CANCEL") is (event["status"] == "CANCELLED")
    return event


def test_talk_is_off_where_the_advisor_is_called_back(talk, sent):
    assigning.recall(talk, None)
    for address in (OFFICIAL, ADVISOR):
        event = event_for(address)
        assert (event["status"], event["sequence"]) == ("CANCELLED", 1)
        assert "entfällt" in Mail.objects.get(to=address).body
    assert "Wer berät Sie?" not in status_text(Client(), sent)


def test_who_has_agreed_is_told_that_the_request_is_over(talk, sent):
    official.withdraw(sent)
    [mail] = Mail.objects.filter(to=ADVISOR)
    assert "zurückgezogen" in mail.body and event_for(ADVISOR)["status"] == "CANCELLED"
    assert not Mail.objects.filter(to=OFFICIAL).exists()


def test_who_has_agreed_is_told_once_that_staff_have_ended_it(question, sent, staff_nrw):
    for state in ("done", "forwarded"):
        submit(staff_nrw, url(sent), {"state": state}, form=form(sent, "state"))
    [mail] = Mail.objects.all()
    assert mail.to == ADVISOR and "beendet" in mail.subject and not mail.parts.get("attachments")


def test_after_a_talk_nobody_is_called_back(question, sent, staff_nrw):
    recalling = form(sent, f"advisors/{question.pk}/recall")
    assert soup(staff_nrw.get(url(sent))).select(recalling)
    assigning.hold(question, timezone.localdate())
    assert not soup(staff_nrw.get(url(sent))).select(recalling)
    assert not assigning.recall(question, None)
    assert Assignment.objects.get().is_accepted and not Mail.objects.exists()


def test_date_of_the_first_question_does_not_cling_to_the_next(question, sent):
    past = timezone.now() - timedelta(days=1)
    Assignment.objects.update(meeting_at=past, place="Rathaus")
    assigning.recall(question, None)
    assert Assignment.objects.get().meeting_at == past
    assert assigning.ask(sent, question.profile, question.name, None, again=True)
    row = Assignment.objects.get()
    assert (row.meeting_at, row.place, row.held_on) == (None, "", None)


def test_who_advises_learns_that_the_request_goes_on(question, sent, staff_nrw):
    other = asked(sent, profile(number=1), "andere@example.org")
    assigning.decline(other, "")
    submit(staff_nrw, url(sent), {"state": "done"}, form=form(sent, "state"))
    Mail.objects.all().delete()
    shown = staff_nrw.get(url(sent))
    for _press in "ab":
        submit(staff_nrw, shown, {"state": "clarifying"}, form=form(sent, "state"))
    [mail] = Mail.objects.all()
    assert mail.to == ADVISOR and "ist wieder offen" in mail.body and "Erika" in mail.body


def test_question_with_a_talk_to_come_is_taken_back_on_a_second_press(talk, sent, staff_nrw):
    recalling = form(sent, f"advisors/{talk.pk}/recall")
    answer = submit(staff_nrw, url(sent), form=recalling)
    assert f"Ein Gespräch ist vereinbart: {talk.name}" in visible_text(answer)
    assert Assignment.objects.get().is_accepted and not Mail.objects.exists()
    address = url(sent, f"advisors/{talk.pk}/recall")
    again = submit(staff_nrw, address, form="form:has([name=sure])", button="sure", follow=True)
    assert "Die Anfrage ist zurückgenommen" in visible_text(again)
    assert Assignment.objects.get().is_recalled and Mail.objects.count() == 2


STEPPING_BACK = "form:has([name=step_back])"


def step_back(client, question, **options):
    return submit(client, question.path, {"reason": "Krank"}, form=STEPPING_BACK, **options)


def test_who_has_agreed_declines_after_all(talk, sent, visitor, nrw):
    answer = step_back(visitor, talk, follow=True)
    assert "Sie haben abgesagt." in visible_text(answer)
    row = Assignment.objects.get()
    assert (row.is_declined, row.meeting_at, row.place, row.reason) == (True, None, "", "Krank")
    for address in (OFFICIAL, ADVISOR):
        assert event_for(address)["status"] == "CANCELLED"
    staff = Mail.objects.get(to=nrw.request_email)
    assert "hatte zugesagt und kann" in staff.body and "Krank" in staff.body
    assert "entfällt" in staff.body and staff.headers["Reply-To"] == ADVISOR
    shown = status_text(Client(), sent)
    assert "Wer berät Sie?" not in shown and "Krank" not in shown
    assert sent.events.last().step == Step.DECLINED


def test_official_who_knows_of_no_date_gets_no_mail(question, visitor):
    step_back(visitor, question)
    assert not Mail.objects.filter(to=OFFICIAL).exists() and Mail.objects.count() == 2


def test_nobody_steps_back_twice_or_after_the_talk(question, sent, visitor):
    shown = visitor.get(question.path)
    assigning.hold(question, timezone.localdate())
    answer = submit(visitor, shown, {"reason": ""}, form=STEPPING_BACK, follow=True)
    assert "darum wurde nichts gespeichert" in visible_text(answer)
    assert Assignment.objects.get().is_accepted and not Mail.objects.exists()
    assert not soup(answer).select(STEPPING_BACK)


def test_old_tab_with_the_question_does_not_step_back(sent, visitor):
    question = asked(sent, profile())
    old = visitor.get(question.path)
    assigning.accept(question)
    answer = submit(visitor, old, {"reason": ""}, form="form:has([name=decline])", follow=True)
    assert "darum wurde nichts gespeichert" in visible_text(answer)
    assert Assignment.objects.get().is_accepted


@pytest.mark.parametrize("leave", [assigning.step_back, assigning.recall])
def test_request_that_nobody_advises_any_more_is_due_again(leave, talk, sent):
    ConsultationRequest.objects.update(promised_for=timezone.localdate() - timedelta(days=20))
    assert not fresh(sent).awaits_answer
    leave(talk, "" if leave == assigning.step_back else None)
    row = fresh(sent)
    assert row.awaits_answer and row.promised_for > timezone.localdate()
    shown = status_text(Client(), sent)
    assert f"{talk.name} berät Sie doch nicht. Wir suchen jemand anderen für Sie." in shown


def test_where_another_one_advises_nothing_is_due(talk, sent, nrw):
    agreed(sent, profile(number=1))
    assert assigning.step_back(talk, "")
    assert not fresh(sent).awaits_answer


def test_next_talk_after_one_that_was_held_is_no_change_of_it(question, talk):
    first = calendars.for_official(talk)
    assigning.hold(talk, timezone.localdate() - timedelta(days=1))
    Assignment.objects.update(meeting_at=timezone.now() - timedelta(days=1))
    assert assigning.agree(question, timezone.now() + timedelta(days=9), "Rathaus")
    told = Mail.objects.get(to=OFFICIAL)
    assert "geändert" not in told.body
    assert event_for(OFFICIAL)["uid"] not in first
