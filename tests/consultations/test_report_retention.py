"""How long barriers, feedback and interest are kept."""

from datetime import timedelta

import pytest
from django.core.mail import send_mail
from django.utils import timezone
from wagtail import hooks

from consultations import report_retention, reporting
from consultations.models import Interest, Report
from miglobe_site.outbox.models import Mail
from tests import mail_server
from tests.factories.reports import barrier_in, feedback_in, interest_in
from tests.site import submit

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
    (barrier_in, {"created_at": timedelta(days=29), "suspicions": "links"},
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
