"""Does the parts of a run one after the other, and stores what each of them did."""

import logging
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from .models import Run

logger = logging.getLogger(__name__)


class Record:
    """What a run does; a part that fails is noted and keeps no other from its work."""

    def __init__(self, kind: str, missing_after: timedelta | None) -> None:
        self.kind, self.missing_after = kind, missing_after
        self.started_at, self.parts = timezone.now(), list[dict[str, Any]]()

    def do(self, work: Callable[[], object], name: str = "") -> None:
        name, start = name or f"{work.__module__}.{work.__qualname__}", time.monotonic()
        text, failed = "", ""
        try:
            text = str(work() or "")
        except Exception as error:
            logger.exception("%s: %s failed.", self.kind, name)
            failed = type(error).__name__  # its text may hold an address
        seconds = round(time.monotonic() - start, 1)
        self.parts.append({"name": name, "text": text, "seconds": seconds, "failed": failed})

    @property
    def failed(self) -> list[str]:
        return [part["name"] for part in self.parts if part["failed"]]

    @property
    def texts(self) -> list[str]:
        return [part["text"] for part in self.parts if part["text"]]

    def save(self) -> None:
        Run.objects.update_or_create(
            kind=self.kind,
            defaults={
                "started_at": self.started_at,
                "ended_at": timezone.now(),
                "missing_after": self.missing_after,
                "parts": self.parts,
            },
        )
