"""How long barriers, feedback and interest are kept."""

from datetime import timedelta

import pytest
from django.core.mail import send_mail
from django.utils import timezone
from wagtail import hooks

from consultations import report_retention, reporting
from consultations.models import Interest, Report
from home.models import HomePage
from miglobe_site.outbox.models import Mail
from tests import mail_server
from tests.factories.reports import barrier_in, feedback_in, interest_in
from tests.site import submit, visible_text

pytestmark = pytest.mark.usefixtures("site")
YEAR = timedelta(days=365)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def nobody_answers(settings):
    mail_server.use(settings, 9)
    settings.REPLY_TO_EMAIL = "verwaltung@example.org"


def ago(time):
    return timezone.now() - time


@pytest.mark.parametrize(("make", "stays", "goes"), [
    (feedback_in, {"created_at": YEAR - HOUR}, {"created_at": YEAR + HOUR}),
    (barrier_in, {"created_at": 2 * YEAR - HOUR}, {"created_at": 2 * YEAR + HOUR}),
    (barrier_in, {"done_at": YEAR - HOUR}, {"done_at": YEAR + HOUR}),
    (interest_in, {"created_at": 2 * YEAR - HOUR}, {"created_at": 2 * YEAR + HOUR}),
    (barrier_in, {"created_at": timedelta(days=89), "suspicions": "links"},
     {"created_at": timedelta(days=91), "suspicions": "links"}),
    (feedback_in, {"created_at": timedelta(days=29), "suspicions": "links"},
     {"created_at": timedelta(days=31), "suspicions": "links"}),
    (interest_in, {"created_at": timedelta(days=29), "suspicions": "links"},
     {"created_at": timedelta(days=31), "suspicions": "links"}),
])  # fmt: skip
def test_each_has_its_time(make, stays, goes):
    def values(given):
        return {name: ago(each) if name.endswith("_at") else each for name, each in given.items()}

    kept, old = make(**values(stays)), make(**values(goes))
    assert "1 old" in report_retention.delete_old()
    model = type(kept)
    assert list(model.objects.values_list("pk", flat=True)) == [kept.pk] and old.pk != kept.pk
    assert "0 old reports on the website and 0 old" in report_retention.delete_old()


@pytest.mark.parametrize(("make", "old", "meanwhile"), [
    (barrier_in, {"created_at": timedelta(days=91), "suspicions": "links"}, {"suspicions": ""}),
    (interest_in, {"created_at": timedelta(days=31), "suspicions": "links"}, {"suspicions": ""}),
    (barrier_in, {"done_at": YEAR + HOUR}, {"done_at": None}),
])  # fmt: skip
def test_what_staff_take_up_meanwhile_stays(make, old, meanwhile, monkeypatch):
    """They deliver or reopen it while what is old is deleted, one after the other."""
    given = {name: ago(each) if name.endswith("_at") else each for name, each in old.items()}
    rows = [make(**given), make(**given)]
    model, delete = type(rows[0]), report_retention.delete

    def delete_slowly(found):
        done = delete(found)
        model.objects.update(**meanwhile)
        return done

    monkeypatch.setattr(report_retention, "delete", delete_slowly)
    assert "1 old" in report_retention.delete_old()
    assert model.objects.count() == 1


def test_on_demand_is_deleted_whatever_its_state(staff_nrw):
    report = barrier_in(done_at=timezone.now())
    question = staff_nrw.get(f"/admin/barriers/{report.pk}/?delete")
    Report.objects.update(done_at=None)
    submit(staff_nrw, question, button="Löschen", form=".desk__act")
    assert not Report.objects.exists()


def test_much_feedback_needs_few_queries(django_assert_max_num_queries):
    for _each in range(10):
        feedback_in(created_at=ago(YEAR + HOUR))
    with django_assert_max_num_queries(40):
        assert "10 old reports" in report_retention.delete_old()


def test_quarantine_of_an_archived_edition_is_not_deleted_unseen(nrw):
    HomePage.objects.filter(pk=nrw.pk).update(offer_status="archived")
    spam = {"created_at": ago(timedelta(days=91)), "suspicions": "links"}
    barrier_in(**spam)
    feedback_in(**spam)
    assert "0 old reports" in report_retention.delete_old()
    assert Report.objects.count() == 2


def test_quarantine_tells_how_long_it_is_kept(staff_nrw):
    barrier, feedback = barrier_in(suspicions="links"), feedback_in(suspicions="links")
    kept = {f"/admin/barriers/{barrier.pk}/": "90 Tage", f"/admin/feedback/{feedback.pk}/": "30 T"}
    for address, days in kept.items():
        assert f"Was {days}" in visible_text(staff_nrw.get(address))


def test_feedback_in_quarantine_is_said_not_to_count(staff_nrw):
    """No mail is ever made of it."""
    text = visible_text(staff_nrw.get(f"/admin/feedback/{feedback_in(suspicions='links').pk}/"))
    assert "zählt noch nicht mit" in text and "keine Mail" not in text


def test_timer_does_so_each_day():
    assert report_retention.delete_old in hooks.get_hooks("daily")


def test_mails_about_it_go_and_others_stay(staff_nrw):
    report, other = barrier_in(), barrier_in()
    for each in (report, other):
        reporting.tell_of_barrier(each)
    send_mail("Etwas anderes", "Text", None, [report.email])
    assert Mail.objects.count() == 3
    address = f"/admin/barriers/{report.pk}/?delete"
    submit(staff_nrw, address, button="Löschen", form=".desk__act")
    assert list(Report.objects.all()) == [other]
    left = Mail.objects.values_list("subject", flat=True)
    assert len(left) == 2 and not any(report.spelled_reference in each for each in left)


def test_interest_goes_on_demand_with_its_mail(admin):
    interest = interest_in()
    reporting.tell_of_interest(interest)
    assert Mail.objects.count() == 1
    submit(admin, f"/admin/interest/{interest.pk}/?delete", button="Löschen", form=".desk__act")
    assert not Interest.objects.exists() and not Mail.objects.exists()
