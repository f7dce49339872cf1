"""Nothing ages silently: reminders by mail, and lines on the start page of the CMS."""

from datetime import timedelta

import pytest
from django.utils import timezone

from consultations import nudges
from consultations.choices import Step
from consultations.desk import queue
from consultations.models import ConsultationRequest, RequestEvent
from home.models import HomePage
from miglobe_site.outbox.models import Mail
from tests.factories.desk import request_in, status_text, url
from tests.site import soup, visible_text

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def nudge():
    """Remind as the timer does; return the subjects of the mails that this has made."""

    def run():
        before = set(Mail.objects.values_list("pk", flat=True))
        nudges.nudge_all()
        return [mail.subject for mail in Mail.objects.exclude(pk__in=before).order_by("subject")]

    return run


def age(sent, **since):
    """Let everything that happened lie back."""
    then = timezone.now() - timedelta(**since)
    RequestEvent.objects.filter(request=sent).update(at=then)


def under_way(**values):
    return request_in(state="advice", answered_at=timezone.now(), **values)


def test_promised_day_is_told_to_the_edition_once(nudge, staff_nrw, visitor):
    request_in(municipality="Später", days=1)
    sent = request_in(days=0)
    assert nudge() == [f"Bitte antworten: Anfrage {sent.spelled_reference} aus Musterstadt"]
    mail = Mail.objects.get()
    assert mail.to == "info@fsi-forum.de"
    assert mail.headers["Reply-To"] == "erika@musterstadt.example"
    assert f"/admin/requests/{sent.pk}/" in mail.body
    assert "Erika Beispiel wartet auf Ihre Antwort." in mail.body
    assert nudge() == []
    assert "Das Team wurde per Mail erinnert." in visible_text(staff_nrw.get(url(sent)))
    assert "erinnert" not in status_text(visitor, sent)


def test_overdue_is_told_again_after_a_week(nudge):
    sent = request_in(days=-9)
    assert len(nudge()) == 1
    age(sent, days=6)
    assert nudge() == []
    age(sent, days=8)
    assert len(nudge()) == 1


def test_reminder_before_a_new_promise_does_not_count(nudge):
    sent = request_in(days=0)
    sent.events.create(step=Step.NUDGED, at=timezone.now() - timedelta(days=2))
    assert len(nudge()) == 1


@pytest.mark.parametrize(
    "values",
    [
        {"suspicions": "links"},
        {"state": "done", "ended_at": timezone.now()},
        {"answered_at": timezone.now()},
        {"state": "dialogue-forum"},
    ],
)
def test_what_waits_for_no_answer_is_not_told(values, nudge):
    request_in(days=-3, **values)
    assert nudge() == []


def test_what_rests_for_a_month_is_told_each_month(nudge):
    sent = under_way()
    age(sent, days=29)
    assert nudge() == []
    age(sent, days=31)
    assert nudge() == [f"Wie steht es? Anfrage {sent.spelled_reference} aus Musterstadt"]
    assert nudge() == []
    assert queue.resting(ConsultationRequest.objects.all()).count() == 1
    age(sent, days=31)
    assert len(nudge()) == 1
    sent.events.create(step=Step.NOTE, text="Es geht weiter.")
    assert queue.resting(ConsultationRequest.objects.all()).count() == 0


def test_edition_without_an_address_is_not_said_to_be_reminded(nudge, nrw):
    HomePage.objects.filter(pk=nrw.pk).update(email="", request_email="")
    sent = request_in(days=-3)
    assert nudge() == []
    assert not sent.events.filter(step=Step.NUDGED).exists()


def test_archived_edition_is_left_in_peace(nudge, nrw):
    request_in(days=-3)
    home = HomePage.objects.get(pk=nrw.pk)
    home.offer_status = "archived"
    home.save_revision().publish()
    assert nudge() == []


def test_lines_on_the_start_page(staff_nrw):
    request_in(days=0)
    age(under_way(), days=31)
    lines = soup(staff_nrw.get("/admin/")).select("#requests-section .help-critical a")
    assert [(" ".join(each.get_text().split()), each["href"]) for each in lines] == [
        ("Eine Anfrage ist heute fällig.", "/admin/requests/?due=today"),
        (
            "Bei einer Anfrage ist seit einem Monat nichts geschehen.",
            "/admin/requests/?due=resting",
        ),
    ]
    for line in lines:
        assert "Musterstadt" in visible_text(staff_nrw.get(line["href"]))
