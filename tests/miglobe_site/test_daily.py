"""The command that a timer runs."""

import fcntl
import io
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from editions import jobs
from editions.jobs import plan
from editions.models import TakeOverJob
from home.models import ContentPage
from miglobe_site.health.models import Run
from miglobe_site.management.commands.daily import PARTS


def daily():
    out = io.StringIO()
    call_command("daily", stdout=out)
    return out.getvalue()


@pytest.fixture
def scheduled(nrw):
    """A page that was to be published an hour ago."""
    page = ContentPage(title="Geplant", slug="geplant", live=False, body="[]")
    nrw.add_child(instance=page)
    page.go_live_at = timezone.now() - timedelta(hours=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    return page


def test_scheduled_page_is_published(visitor, scheduled):
    assert visitor.get("/nrw/geplant/").status_code == 404
    daily()
    assert visitor.get("/nrw/geplant/").status_code == 200


def test_second_run_at_the_same_time_does_nothing(visitor, scheduled):
    with (settings.DATA_DIR / "daily.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "nothing done" in daily()
    assert visitor.get("/nrw/geplant/").status_code == 404


def test_addresses_of_failed_logins_are_forgotten_after_a_week(site):
    for days, address in ((8, "192.0.2.1"), (6, "192.0.2.2")):
        attempt = AccessAttempt.objects.create(ip_address=address, failures_since_start=1)
        moment = timezone.now() - timedelta(days=days)
        AccessAttempt.objects.filter(pk=attempt.pk).update(attempt_time=moment)
    daily()
    assert [attempt.ip_address for attempt in AccessAttempt.objects.all()] == ["192.0.2.2"]


def test_plans_of_taking_pages_over_are_forgotten_once_they_are_old_and_done(nrw, bw):
    done, waiting, new = (plan([nrw.get_first_child()], bw.locale) for _number in range(3))
    for job in (done, new):
        jobs.run(job)
    month_ago = timezone.now() - timedelta(days=31)
    TakeOverJob.objects.exclude(pk=new.pk).update(created_at=month_ago)
    daily()
    assert set(TakeOverJob.objects.all()) == {waiting, new}


def test_run_and_what_its_parts_did_are_stored(site):
    daily()
    run = Run.objects.get(kind=Run.Kind.DAILY)
    assert run.ended_at > timezone.now() - timedelta(minutes=1)
    texts = {part["name"].rpartition(".")[2]: part["text"] for part in run.parts}
    assert texts["send_mails"] == "0 mails sent" and texts["tidy"] and not run.failed_parts
    daily()
    assert Run.objects.count() == 1


def test_part_that_fails_is_told_and_keeps_no_other_from_its_work(visitor, scheduled, monkeypatch):
    def broken():
        raise ValueError("amina@example.org")

    monkeypatch.setattr("miglobe_site.management.commands.daily.PARTS", [broken, *PARTS])
    with pytest.raises(CommandError, match="broken"):
        daily()
    assert visitor.get("/nrw/geplant/").status_code == 200
    [failed] = Run.objects.get().failed_parts
    assert failed["failed"] == "ValueError" and "amina" not in str(failed)
