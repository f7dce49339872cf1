"""A date is agreed, comes into two calendars, and the talk takes place."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from consultations import assigning
from consultations.choices import Step, is_answer
from consultations.models import Assignment
from home.models import HomePage
from miglobe_site.outbox import sender
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
MEETING, HELD = "form:has([name=meeting])", "form:has([name=held])"
NEXT_YEAR = timezone.localdate().year + 1
DATE = {"day": f"{NEXT_YEAR}-07-01", "time": "14:30", "place": "Rathaus, Zimmer 7"}


@pytest.fixture
def sent():
    return request_in()


@pytest.fixture
def question(sent):
    return agreed(sent, profile())


@pytest.fixture
def agree(visitor, question):
    def enter(**changes):
        return submit(visitor, question.path, DATE | changes, form=MEETING, follow=True)

    return enter


def event_in(data):
    [event] = Calendar.from_ical(data).walk("VEVENT")
    return event


def files_to(address):
    return [
        file
        for mail in Mail.objects.filter(to=address).order_by("pk")
        for file in mail.parts.get("attachments", [])
    ]


def test_both_get_the_date_for_their_calendars(agree, question, sent):
    assert "Der Termin ist gespeichert." in visible_text(agree())
    assert {mail.to for mail in Mail.objects.all()} == {OFFICIAL, ADVISOR}
    for address, name in ((OFFICIAL, question.name), (ADVISOR, "Musterstadt")):
        [(filename, content, mimetype, _is_text)] = files_to(address)
        assert (filename, mimetype) == ("termin.ics", "text/calendar; method=PUBLISH")
        event = event_in(content)
        assert event["summary"] == f"MiGlobe: Gespräch mit {name}"
        assert event["location"] == DATE["place"] and event["sequence"] == 0
        moment = datetime(NEXT_YEAR, 7, 1, 12, 30, tzinfo=UTC)  # 14:30 in the summer
        assert event.start == moment and event.end == moment + timedelta(hours=1)
    official_file, advisor_file = files_to(OFFICIAL)[0][1], files_to(ADVISOR)[0][1]
    assert "erika" not in advisor_file.lower() and ADVISOR not in official_file
    mail = Mail.objects.get(to=OFFICIAL)
    assert "1. Juli" in mail.body and "14:30 Uhr" in mail.body and question.name in mail.body
    assert ADVISOR not in str(mail.headers) + mail.body


def test_official_of_an_english_page_reads_english():
    question = asked(request_in(locale_code="en-x-nrw"), profile())
    assigning.accept(question)
    Mail.objects.all().delete()
    assigning.agree(question, timezone.now() + timedelta(days=3), "Town hall")
    mail = Mail.objects.get(to=OFFICIAL)
    assert "is fixed" in mail.body and "/nrw/en/anfrage/" in mail.body
    assert event_in(files_to(OFFICIAL)[0][1])["summary"] == f"MiGlobe: Talk with {question.name}"
    assert "steht fest" in Mail.objects.get(to=ADVISOR).body


def test_official_without_an_address_gets_no_mail():
    """Who has asked on the telephone."""
    sent = request_in(email="")
    question = asked(sent, profile())
    assigning.accept(question)
    thanks = Mail.objects.get(subject__contains="Danke")
    assert "Bitte sagen Sie ihr den Termin selbst." in thanks.body
    Mail.objects.all().delete()
    answer = submit(Client(), question.path, DATE, form=MEETING, follow=True)
    assert "Bitte sagen Sie der Kommune den Termin selbst." in visible_text(answer)
    assert "beide" not in visible_text(answer)
    assert not fresh(sent).awaits_answer
    assert assigning.recall(question, None)
    assert {mail.to for mail in Mail.objects.all()} == {ADVISOR}


def test_file_arrives_as_a_calendar(agree, server, nrw):
    agree()
    sender.run()
    for message in server.kept:
        [part] = message.iter_attachments()
        assert part.get_content_type() == "text/calendar"
        assert part["Content-Type"].params["method"] == "PUBLISH"
        event = event_in(part.get_content())
        assert event["status"] == "CONFIRMED"
        assert event["organizer"] == f"mailto:{nrw.settings.answers_go_to}"
        assert event["organizer"].params["cn"] == nrw.title
    assert server.recipients == [ADVISOR, OFFICIAL]


def test_same_date_tells_nobody_another_one_does(agree, question, sent):
    agree()
    uid = event_in(files_to(OFFICIAL)[0][1])["uid"]
    for _press in "ab":
        agree()
    assert Mail.objects.count() == 2 and sent.events.filter(step=Step.MEETING).count() == 1
    agree(time="16:00")
    agree(place="https://video.example.org/r/7")
    events = [event_in(content) for _name, content, *_rest in files_to(OFFICIAL)]
    assert [event["sequence"] for event in events] == [0, 1, 2]
    assert {event["uid"] for event in events} == {uid}
    assert "hat sich geändert. Der neue Termin:" in Mail.objects.filter(to=OFFICIAL).last().body


def test_official_sees_the_date_and_takes_it_along(agree, question, sent):
    agree(place="https://video.example.org/r/7")
    client = Client()
    answer = client.get(sent.status_path)
    text = visible_text(answer)
    assert f"1. Juli {NEXT_YEAR}, 14:30 Uhr" in text and "Ein Termin mit" in text
    [file] = [a["href"] for a in soup(answer).select("a[download]")]
    calendar = client.get(file)
    assert calendar["Content-Type"] == "text/calendar; method=PUBLISH; charset=utf-8"
    assert "no-store" in calendar["Cache-Control"] and not client.cookies
    assert event_in(calendar.content)["uid"] == event_in(files_to(OFFICIAL)[0][1])["uid"]
    own = client.get(f"{question.path}termin.ics")
    assert event_in(own.content)["summary"] == "MiGlobe: Gespräch mit Musterstadt"
    for number in (question.pk + 1, 0, 10**30):
        other = f"{sent.status_path}termin-{number}.ics"
        assert client.get(other, follow=True).status_code == 404


def test_there_is_no_file_without_a_date(question, sent):
    for path in (f"{question.path}termin.ics", f"{sent.status_path}termin-{question.pk}.ics"):
        assert Client().get(path, follow=True).status_code == 404


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"day": ""}, "Bitte geben Sie einen Tag an"),
        ({"day": "31.02.2027"}, "Bitte geben Sie einen Tag an"),
        ({"day": "0001-01-01"}, "Dieser Tag ist vorbei."),
        ({"day": "9999-12-31"}, "Dieser Tag ist zu weit weg."),
        ({"day": "\0"}, "Bitte geben Sie einen Tag an"),
        ({"time": "25:00"}, "Bitte geben Sie eine Uhrzeit an"),
        ({"day": str(timezone.localdate()), "time": "00:00"}, "Diese Uhrzeit ist vorbei."),
        ({"time": "🎉"}, "Bitte geben Sie eine Uhrzeit an"),
        ({"place": ""}, "Bitte sagen Sie, wo Sie sich treffen."),
        ({"place": "\u202e\u200b"}, "Bitte sagen Sie, wo Sie sich treffen."),
        ({"place": "x" * 1_000_000}, "höchstens 300 Zeichen"),
    ],
)
def test_nonsense_is_said_at_the_field_and_the_rest_is_kept(agree, changes, error):
    answer = agree(**changes)
    assert answer.status_code == 422 and error in visible_text(answer)
    fields = {each["name"]: each.get("value") for each in soup(answer).select(f"{MEETING} input")}
    assert {name: fields[name] for name in DATE if name not in changes} == {
        name: value for name, value in DATE.items() if name not in changes
    }
    assert Assignment.objects.get().meeting_at is None and not Mail.objects.exists()


def test_day_in_german_is_understood(agree):
    agree(day=f"01.07.{NEXT_YEAR}")
    assert timezone.localtime(Assignment.objects.get().meeting_at).date().month == 7


def test_hour_that_the_clocks_leave_out_is_refused(question):
    sundays = [day for n in range(25, 32) if (day := date(NEXT_YEAR, 3, n)).weekday() == 6]
    entered = DATE | {"day": str(sundays[-1]), "time": "02:30", "meeting": "1"}
    answer = Client().post(question.path, entered)
    assert answer.status_code == 422
    assert "Bitte geben Sie eine andere Uhrzeit an." in visible_text(answer)


def test_hostile_place_stays_text(agree, sent):
    agree(place="javascript:alert(1) <script>x</script>\r\nBcc: x@example.org;END:VEVENT")
    answer = Client().get(sent.status_path)
    assert not soup(answer).select("main script") and not soup(answer).select("a[href^=javascript]")
    event = event_in(files_to(OFFICIAL)[0][1])
    assert event["location"].endswith("Bcc: x@example.org;END:VEVENT")
    assert all("Bcc" not in mail.headers for mail in Mail.objects.all())


def test_many_dates_are_too_many(agree):
    answers = [agree(time=f"10:{minute:02}") for minute in range(11)]
    assert answers[9].status_code == 200 and answers[10].status_code == 422
    assert "Das sind viele Termine für eine Stunde." in visible_text(answers[10])


def test_talk_has_taken_place(visitor, question, sent):
    today = timezone.localdate()
    answer = submit(visitor, question.path, {"held_on": str(today)}, form=HELD, follow=True)
    assert "Es ist vermerkt" in visible_text(answer)
    shown = status_text(Client(), sent)
    assert "hat stattgefunden." in shown and "Das Gespräch war am" in shown
    assert Assignment.objects.get().held_on == today
    tomorrow = {"held_on": str(today + timedelta(days=1))}
    assert "Dieser Tag kommt noch." in visible_text(
        submit(visitor, question.path, tomorrow, form=HELD)
    )
    early = {"held_on": str(today - timedelta(days=30))}
    assert "kam erst nach diesem Tag an" in visible_text(
        submit(visitor, question.path, early, form=HELD)
    )
    submit(visitor, question.path, {"held_on": str(today)}, form=HELD)
    assert sent.events.filter(step=Step.HELD).count() == 1


def test_staff_enter_the_date_and_the_talk(staff_nrw, question, sent):
    one = f"advisors/{question.pk}"
    wrong = submit(staff_nrw, url(sent), DATE | {"place": ""}, form=form(sent, f"{one}/meeting"))
    assert wrong.status_code == 422 and "wo Sie sich treffen" in visible_text(wrong)
    assert soup(wrong).select("details[open]")
    answer = submit(staff_nrw, wrong, DATE, form=form(sent, f"{one}/meeting"), follow=True)
    assert "Rathaus, Zimmer 7" in visible_text(answer)
    assert Mail.objects.count() == 2
    answer = submit(staff_nrw, answer, form=form(sent, f"{one}/held"), follow=True)
    assert "Es ist vermerkt" in visible_text(answer)
    users = {event.user.email for event in sent.events.filter(step__in=[Step.MEETING, Step.HELD])}
    assert users == {"redaktion-nrw@example.org"}


def test_date_is_an_answer_and_stands_on_the_sheet_and_in_templates(agree, sent, staff_nrw):
    assert fresh(sent).awaits_answer
    agree()
    assert not fresh(sent).awaits_answer
    name = sent.assignments.get().name
    sheet = visible_text(staff_nrw.get(url(sent, "hand-over")))
    assert "Beratung zugesagt" in sheet
    assert f"{name}, Gespräch am 1. Juli {NEXT_YEAR}, 14:30" in sheet
    page = submit(
        staff_nrw, url(sent), {"template": "1"}, form=form(sent, "answer"), button="insert"
    )
    assert f"schlagen wir Ihnen {name} vor" in soup(page).select_one("#answer_text").get_text()


def test_talk_that_was_held_is_an_answer_too(question, sent):
    assert fresh(sent).awaits_answer
    assigning.hold(question, timezone.localdate())
    assert not fresh(sent).awaits_answer and is_answer(Step.HELD, "")
    answered_at = fresh(sent).answered_at
    assigning.hold(question, timezone.localdate() - timedelta(days=1))
    assert fresh(sent).answered_at == answered_at


def test_talk_of_an_edition_without_an_address_has_no_organizer(question, nrw):
    HomePage.objects.filter(pk=nrw.pk).update(email="", request_email="")
    assigning.agree(question, timezone.now() + timedelta(days=3), "Rathaus")
    assert "organizer" not in event_in(files_to(OFFICIAL)[0][1])
