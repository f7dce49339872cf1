"""What is well and what is not, for monitoring and for the administration. No personal data."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Min
from django.utils import timezone

from miglobe_site.outbox.models import Mail

from .models import MISSING_AFTER, Run


@dataclass(frozen=True)
class Check:
    """One thing that was looked at; ``facts`` are numbers and moments."""

    key: str
    is_ok: bool
    facts: dict[str, Any] = field(default_factory=dict)


def all_checks() -> list[Check]:
    """Look at everything. Without a database, what stands in it is not well either."""
    found = [media()]
    for check in FROM_DATABASE:
        try:
            found.append(check())
        except Error:
            keys = [each.__name__ for each in FROM_DATABASE]
            answered = {each.key for each in found}
            return [*found, *(Check(key, is_ok=False) for key in keys if key not in answered)]
    return found


def database() -> Check:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return Check("database", is_ok=True)


@cache
def known_migrations() -> frozenset[tuple[str, str]]:
    """Those of this code, read once for each process: it takes a while, and code stays."""
    return frozenset(MigrationLoader(None).graph.nodes)


def migrations() -> Check:
    missing = len(known_migrations() - set(MigrationRecorder(connection).applied_migrations()))
    return Check("migrations", not missing, {"missing": missing})


def media() -> Check:
    """Whether a file can be written where uploads are; it has no name, and is gone at once."""
    folder = Path(settings.MEDIA_ROOT)
    if not folder.exists():  # made by the first upload
        folder = settings.DATA_DIR
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x" * 4096)
            file.flush()
    except OSError:
        return Check("media", is_ok=False)
    return Check("media", is_ok=True)


def mails() -> Check:
    oldest: datetime | None = Mail.objects.waiting().aggregate(oldest=Min("made_at"))["oldest"]
    age = int((timezone.now() - oldest).total_seconds() // 60) if oldest else 0
    failed, late = Mail.objects.failed().count(), Mail.objects.late().count()
    return Check(
        "mails",
        not failed and not late,
        {"failed": failed, "late": late, "oldest_waiting_minutes": max(age, 0)},
    )


def daily() -> Check:
    """A new installation has as long for its first run as any has for the next."""
    run = Run.objects.filter(kind=Run.Kind.DAILY).first()
    if run is None:
        installed = MigrationRecorder.Migration.objects.aggregate(day=Min("applied"))["day"]
        return Check("daily", installed > timezone.now() - MISSING_AFTER, {"last": None})
    failed = len(run.failed_parts)
    facts = {"last": run.ended_at, "failed_parts": failed}
    return Check("daily", not failed and not run.is_missing, facts)


def backup() -> Check:
    """Only where a timer makes them (`backup --keep`) can one be missing."""
    run = Run.objects.filter(kind=Run.Kind.BACKUP).first()
    if run is None:
        return Check("backup", is_ok=True, facts={"last": None})
    return Check("backup", not run.is_missing, {"last": run.ended_at})


FROM_DATABASE: list[Callable[[], Check]] = [database, migrations, mails, daily, backup]
