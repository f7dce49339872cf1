"""Barriers do not age silently: who answers is reminded before the month is over, and after it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail import hooks

from consultations import report_nudges
from consultations.models import Report
from home.models import HomePage
from miglobe_site.outbox.models import Mail
from tests.factories.reports import barrier_in, feedback_in
from tests.site import submit

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture(autouse=True)
def addresses(settings, nrw):
    settings.REPLY_TO_EMAIL = "verwaltung@example.org"
    HomePage.objects.filter(pk=nrw.pk).update(accessibility_contact="barriere@example.org")


@pytest.fixture
def nudge():
    """Remind as the timer does; return the mails that this has made."""

    def run():
        before = set(Mail.objects.values_list("pk", flat=True))
        report_nudges.nudge_all()
        return list(Mail.objects.exclude(pk__in=before))

    return run


def age(**since):
    Report.objects.update(nudged_on=timezone.localdate() - timedelta(**since))


def test_last_week_of_the_month_is_told_once(nudge):
    barrier_in(days=8)
    report = barrier_in(days=7)
    [mail] = nudge()
    assert mail.subject == f"Noch offen: Barriere {report.spelled_reference}, /nrw/miglobe/"
    assert (mail.to, mail.edition) == ("barriere@example.org", "nrw")
    assert mail.headers["Reply-To"] == report.email
    assert report.text in mail.body and f"/admin/barriers/{report.pk}/" in mail.body
    assert "innerhalb eines Monats, also bis" in mail.body
    assert nudge() == []


def test_is_told_again_after_a_week_and_when_the_month_is_over(nudge):
    barrier_in(days=-1, email="")
    [mail] = nudge()
    assert "Diese Frist ist abgelaufen" in mail.body
    assert "keine E-Mail-Adresse" in mail.body
    age(days=6)
    assert nudge() == []
    age(days=7)
    assert len(nudge()) == 1


def test_due_today_is_not_over(nudge):
    barrier_in(days=0)
    [mail] = nudge()
    assert "abgelaufen" not in mail.body


def test_what_waits_for_no_answer_is_not_told(nudge):
    barrier_in(days=-3, done_at=timezone.now())
    barrier_in(days=-3, suspicions="links")
    feedback_in()
    assert nudge() == []


def test_done_meanwhile_is_not_told(site):
    report = barrier_in(days=-3)
    Report.objects.update(done_at=timezone.now())
    assert not report_nudges.nudge(report) and not Mail.objects.exists()


def test_nobody_to_write_to_is_not_noted_as_reminded(nudge, settings):
    settings.REPLY_TO_EMAIL = ""
    barrier_in("", page="/", days=-3)
    assert nudge() == []
    assert Report.objects.get().nudged_on is None
    settings.REPLY_TO_EMAIL = "verwaltung@example.org"
    [mail] = nudge()
    assert mail.to == "verwaltung@example.org"


def test_of_an_archived_edition_goes_to_the_administration(nudge, nrw):
    """Nobody else may answer there."""
    HomePage.objects.filter(pk=nrw.pk).update(offer_status="archived")
    barrier_in(days=-3)
    [mail] = nudge()
    assert mail.to == "verwaltung@example.org"


def test_goes_with_the_barrier(nudge, staff_nrw):
    report = barrier_in(days=-3)
    assert len(nudge()) == 1
    address = f"/admin/barriers/{report.pk}/?delete"
    submit(staff_nrw, address, button="Löschen", form=".desk__act")
    assert not Mail.objects.exists()


def test_timer_does_so_each_day():
    assert report_nudges.nudge_all in hooks.get_hooks("daily")
