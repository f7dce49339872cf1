"""What is left of questions to advisors once people are forgotten: that they were, and when."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from wagtail import hooks

from consultations import assigning, retention
from consultations.choices import State, Step
from consultations.models import Assignment, ConsultationRequest, RequestEvent
from home.models import HomePage
from members.forgetting import forget
from members.models import MemberPage
from members.my_profile import my_data
from miglobe_site.outbox.models import Mail
from tests.factories.desk import asked, fresh, request_in, status_text, url
from tests.factories.my_profile import profile
from tests.site import soup, visible_text

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def page():
    return profile()


@pytest.fixture
def sent():
    return request_in()


@pytest.fixture
def talk(sent, page):
    """A talk that is agreed and was held."""
    question = asked(sent, page)
    assigning.accept(question)
    at = timezone.now() + timedelta(days=3)
    assigning.agree(question, at, f"Bei {page.name} zu Hause")
    assigning.hold(question, timezone.localdate())
    return Assignment.objects.get()


def assert_emptied(before, *changed):
    row = Assignment.objects.get()
    told = (row.profile, row.name, row.reason, row.place, row.meeting_at)
    assert told == (None, "", "", "", None)
    kept = {"asked_at", "answered_at", "held_on", "request_id"} - set(changed)
    assert all(getattr(row, name) == getattr(before, name) for name in kept)


def test_with_the_request_the_advisors_are_forgotten(talk, sent):
    retention.forget(sent)
    assert_emptied(talk)
    assert Assignment.objects.get().is_accepted
    assert {event.text for event in sent.events.all()} == {""}


def test_mails_about_the_talk_go_but_for_the_last_word(talk, sent, page):
    retention.forget(sent)
    [mail] = Mail.objects.all()
    assert mail.to == "beraterin@example.org" and "Sie brauchen nichts mehr zu tun" in mail.body
    assert "Erika" not in mail.body + mail.subject


def test_with_the_advisor_the_name_goes_everywhere(talk, sent, page, staff_nrw):
    assert page.name in status_text(Client(), sent)
    report = forget(page)
    assert report["removed"]["Anfragen zur Beratung"] == 1
    ours = [*apps.get_app_config("consultations").get_models(), Mail]
    tables = tuple(f"{model._meta.verbose_name} ·" for model in ours)
    assert not [place for place in report["left"] if place.startswith(tables)]
    assert_emptied(talk, "answered_at")
    for shown in (status_text(Client(), sent), visible_text(staff_nrw.get(url(sent)))):
        assert page.name not in shown and page.last_name not in shown
    assert "Wer berät Sie?" not in status_text(Client(), sent)


def test_nobody_waits_for_a_forgotten_advisor(sent, page, staff_nrw):
    question = asked(sent, page)
    forget(page)
    assert Assignment.objects.get().is_recalled
    shown = soup(staff_nrw.get(url(sent)))
    assert not shown.select(f"[action*='/advisors/{question.pk}/']")
    assert Client().get(question.path).status_code == 410


def words_of(mail):
    return f"{mail.subject} {mail.body} {mail.parts} {mail.headers}"


@pytest.mark.parametrize("language", ["de", "en"])
def test_official_and_staff_learn_that_the_advisor_is_gone(language, page, nrw):
    sent = request_in(locale_code=f"{language}-x-nrw")
    question = asked(sent, page)
    assigning.accept(question)
    assigning.agree(question, timezone.now() + timedelta(days=3), f"Bei {page.name} zu Hause")
    before = Assignment.objects.get().notices
    Mail.objects.all().delete()
    forget(page)
    told = {mail.to: mail for mail in Mail.objects.all()}
    official, staff = told["erika@musterstadt.example"], told[nrw.request_email]
    assert ("entfällt" if language == "de" else "does not take place") in official.body
    [(_name, content, *_rest)] = official.parts["attachments"]
    [event] = Calendar.from_ical(content).walk("VEVENT")
    assert (event["status"], event["sequence"]) == ("CANCELLED", before)
    assert "Bitte fragen Sie jemand anderen an." in staff.body and "entfällt" in staff.body
    for mail in (official, staff):
        told = words_of(mail) + str(event)
        assert not any(word in told for word in (page.name, page.last_name, "beraterin@", "…"))
    assert staff.headers["Reply-To"] == nrw.settings.answers_go_to
    assert sent.events.filter(step=Step.RECALLED).count() == 1


def test_staff_learn_that_nobody_answers_any_more(sent, page, nrw):
    asked(sent, page)
    forget(page)
    [mail] = Mail.objects.all()
    assert mail.to == nrw.request_email and "die Sie für Musterstadt angefragt haben" in mail.body
    assert sent.events.last().step == Step.RECALLED


def test_talk_is_off_in_an_archived_edition_too(sent, page, nrw):
    question = asked(sent, page)
    assigning.accept(question)
    assigning.agree(question, timezone.now() + timedelta(days=3), "Rathaus")
    HomePage.objects.filter(pk=nrw.pk).update(offer_status="archived")
    Mail.objects.all().delete()
    forget(page)
    assert "entfällt" in Mail.objects.get(to="erika@musterstadt.example").body
    assert Assignment.objects.get().is_recalled
    assert "Wir suchen jemand anderen" in fresh(sent).events.get(step=Step.LEFT).in_plain_words


def test_nobody_is_told_of_what_is_over(sent, page, talk):
    ConsultationRequest.objects.update(state=State.DONE, ended_at=timezone.now())
    Mail.objects.all().delete()
    forget(page)
    assert not Mail.objects.exists() and not sent.events.filter(step=Step.RECALLED).exists()


def test_who_is_being_forgotten_is_not_asked(sent, page):
    MemberPage.objects.filter(pk=page.pk).update(email="beraterin@example.org")
    forget(page)
    assert not assigning.ask(sent, page.translation_key, page.name, None)
    assert not Assignment.objects.exists()


def test_reason_goes_too(sent, page):
    assigning.decline(asked(sent, page), "Ich bin krank")
    forget(page)
    assert Assignment.objects.get().is_declined and Assignment.objects.get().reason == ""


def test_two_forgotten_advisors_of_one_request_are_no_conflict(sent):
    for number in (0, 0):
        person = profile(number=number)
        asked(sent, person)
        forget(person)
    assert Assignment.objects.filter(profile=None).count() == 2


def test_advisor_takes_the_questions_along(talk, page):
    [row] = my_data.collect(page)["Anfragen um Beratung"]
    assert row["Kommune"] == "Musterstadt" and row["Stand"] == "hat zugesagt"
    assert "Erika" not in str(row)


def test_forgetting_is_wired():
    assert retention.forget_assignments in hooks.get_hooks("forget_member")


def test_event_without_a_name_says_what_happened(sent):
    question = Assignment.objects.create(request=sent)
    event = RequestEvent(request=fresh(sent), step=Step.ACCEPTED, assignment=question)
    assert event.in_plain_words == "Zusage zur Beratung"
