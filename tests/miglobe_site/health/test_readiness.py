"""/healthz and /readyz: what monitoring asks for."""

from datetime import timedelta

import pytest
from django.core.mail import send_mail
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from miglobe_site.health import checks
from miglobe_site.health.models import Run
from miglobe_site.outbox import sender
from miglobe_site.outbox.models import LATE, Mail
from tests.factories.health import run_of


@pytest.fixture
def well(site):
    return run_of(hours=35)


def wrong(client):
    """The names of what is not well, by /readyz; its status and its word fit them."""
    response = client.get("/readyz")
    content = response.json()
    names = {name for name, check in content["checks"].items() if not check["ok"]}
    assert (response.status_code, content["status"]) == (
        (503, "degraded") if names else (200, "ok")
    )
    return names


def test_process_answers_without_a_database(client, django_db_blocker):
    """Nothing allows this test a database."""
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_answers_are_for_machines_alone(path, well, visitor, settings):
    settings.SECURE_SSL_REDIRECT = True
    response = visitor.get(path, headers={"host": "10.0.0.7:8000"})
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store" and response["X-Robots-Tag"] == "none"
    assert not response.cookies and not response.has_header("Vary")
    assert visitor.head(path).status_code == 200
    assert visitor.post(path).status_code == 405


def test_all_is_well(well, visitor):
    with CaptureQueriesContext(connection) as queries:
        assert wrong(visitor) == set()
    assert all(query["sql"].split()[0] == "SELECT" for query in queries)
    assert set(visitor.get("/readyz").json()["checks"]) == {
        "database", "migrations", "media", "mails", "daily", "backup",
    }  # fmt: skip


def test_mail_that_has_failed_for_good_degrades(well, visitor, server):
    server.fault = "550"
    send_mail("Ihre Einladung", "Text", None, ["amina@example.org"])
    sender.run()
    assert wrong(visitor) == {"mails"}
    response = visitor.get("/readyz")
    assert response.json()["checks"]["mails"]["failed"] == 1
    assert b"amina" not in response.content and b"Einladung" not in response.content
    Mail.objects.failed().give_up()
    assert wrong(visitor) == set()


def test_mail_that_nobody_sends_degrades_after_an_hour(well, visitor, server):
    send_mail("Betreff", "Text", None, ["amina@example.org"])
    assert wrong(visitor) == set()
    past = timezone.now() - LATE - timedelta(minutes=2)
    Mail.objects.update(made_at=past, next_try=past)
    assert wrong(visitor) == {"mails"}
    assert visitor.get("/readyz").json()["checks"]["mails"]["oldest_waiting_minutes"] == 62


def test_missing_daily_run_degrades(site, visitor):
    run_of(hours=37)
    assert wrong(visitor) == {"daily"}
    run_of(hours=35)
    assert wrong(visitor) == set()


def test_part_of_the_daily_run_that_failed_degrades(site, visitor):
    run_of(parts={"a": "", "b": "ValueError"})
    assert wrong(visitor) == {"daily"}


def test_first_run_has_its_time(site, visitor):
    assert wrong(visitor) == set()
    MigrationRecorder.Migration.objects.update(applied=timezone.now() - timedelta(hours=37))
    assert wrong(visitor) == {"daily"}


def test_missing_backup_degrades_where_a_timer_makes_them(well, visitor):
    run_of(Run.Kind.BACKUP, hours=900, missing_after=None)
    assert wrong(visitor) == set()
    run_of(Run.Kind.BACKUP, hours=37)
    assert wrong(visitor) == {"backup"}


def test_missing_migration_degrades(well, visitor):
    MigrationRecorder.Migration.objects.filter(app="search").delete()
    assert wrong(visitor) == {"migrations"}


def test_media_that_cannot_be_written_degrade(well, visitor, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "file"
    settings.MEDIA_ROOT.write_text("no folder")
    assert wrong(visitor) == {"media"}


def test_database_that_is_away_degrades(well, visitor, monkeypatch):
    class Away:
        def cursor(self):
            raise OperationalError("password of miglobe@10.0.0.1 refused")

    monkeypatch.setattr(checks, "connection", Away())
    assert wrong(visitor) == {"database", "migrations", "mails", "daily", "backup"}
    assert b"10.0.0.1" not in visitor.get("/readyz").content
