"""Advisors who do not answer are told to the edition: on the start page, in the list, by mail."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from consultations import assigning, nudges
from consultations.choices import Step
from consultations.models import Assignment, ConsultationRequest
from home.models import HomePage
from miglobe_site.outbox.models import Mail
from tests.factories.desk import LIST, asked, request_in
from tests.factories.profiles import Entry, make
from tests.site import login, soup, visible_text

pytestmark = pytest.mark.usefixtures("site")
LONG_AGO = timezone.now() - timedelta(days=14)


@pytest.fixture
def people():
    return make([Entry(last_name=name) for name in ("Eins", "Zwei", "Drei")])


def ask_long_ago(sent, *people, **values):
    """Questions whose three working days are over."""
    for page in people:
        asked(sent, page, asked_at=LONG_AGO, **values)


def lines(client):
    links = soup(client.get("/admin/")).select("#requests-section .help-critical a")
    return {" ".join(link.get_text().split()): link["href"] for link in links}


def told():
    Mail.objects.all().delete()
    nudges.nudge_all()
    return list(Mail.objects.all())


def test_line_on_the_start_page_leads_to_the_requests(people, staff_nrw):
    waits = request_in(municipality="Wartestadt", days=9)
    ask_long_ago(waits, *people[:2])
    asked(request_in(municipality="Frischdorf", days=9), people[0])
    [(text, address)] = lines(staff_nrw).items()
    assert text == "2 angefragte Personen antworten seit mehr als 3 Werktagen nicht."
    assert address == f"{LIST}?due=silent"
    listed = visible_text(staff_nrw.get(address.replace(LIST, f"{LIST}results/")))
    assert "Wartestadt" in listed and "Frischdorf" not in listed
    assigning.decline(Assignment.objects.filter(request=waits).first(), "")
    [text] = lines(staff_nrw)
    assert text == "Eine angefragte Person antwortet seit mehr als 3 Werktagen nicht."
    assert lines(login(Client(), "mitarbeit-nrw@example.org")) == {}
    assert lines(login(Client(), "redaktion-bw@example.org")) == {}


@pytest.mark.parametrize(
    "values", [{"state": "done", "ended_at": timezone.now()}, {"suspicions": "links"}]
)
def test_nobody_waits_where_the_request_is_over_or_in_quarantine(values, people, staff_nrw):
    sent = request_in(days=9)
    ask_long_ago(sent, people[0])
    ConsultationRequest.objects.filter(pk=sent.pk).update(**values)
    assert not told()
    assert not any("angefragte" in line for line in lines(staff_nrw))


def test_edition_is_told_by_mail_once_a_week_who_is_silent(people, nrw):
    sent = request_in(days=9)
    ask_long_ago(sent, *people)
    [mail] = told()
    assert mail.to == (nrw.request_email or nrw.email)
    assert mail.subject == f"Noch keine Antwort: Anfrage {sent.spelled_reference} aus Musterstadt"
    names = [each.name for each in people]
    assert (
        f"{names[0]}, {names[1]} und {names[2]} antworten seit mehr als 3 Werktagen nicht."
        in mail.body
    )
    assert "Monat" not in mail.body and "Versprochen" not in mail.body
    assert not told()
    sent.events.filter(step=Step.NUDGED).update(at=timezone.now() - timedelta(days=8))
    for question in sent.assignments.all()[:2]:
        assigning.accept(question)
    [mail] = told()
    assert f"{names[2]} antwortet seit mehr als 3 Werktagen nicht." in mail.body
    assert names[0] not in mail.body


def test_one_mail_for_a_promise_and_a_silent_advisor(people):
    ask_long_ago(request_in(days=0), people[0])
    [mail] = told()
    assert mail.subject.startswith("Bitte antworten:")
    assert "wartet auf Ihre Antwort" in mail.body and "antwortet seit mehr als" in mail.body


def test_archived_edition_is_left_in_peace(people, nrw):
    ask_long_ago(request_in(days=9), people[0])
    home = HomePage.objects.get(pk=nrw.pk)
    home.offer_status = "archived"
    home.save_revision().publish()
    assert not told()
