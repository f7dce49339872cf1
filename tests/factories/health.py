"""How an installation is in which all is well, and runs of long ago."""

from datetime import timedelta

from django.utils import timezone

from miglobe_site.health.models import MISSING_AFTER, Run


def run_of(kind=Run.Kind.DAILY, hours=1, parts=(), missing_after=MISSING_AFTER):
    """A run that ended some hours ago; ``parts``: {name: class of the error, or ""}."""
    ended = timezone.now() - timedelta(hours=hours)
    rows = [
        {"name": name, "text": "", "seconds": 0.1, "failed": failed}
        for name, failed in dict(parts).items()
    ]
    run = Run(kind=kind, started_at=ended, ended_at=ended, missing_after=missing_after, parts=rows)
    run.save()
    return run
