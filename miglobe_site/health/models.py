"""When what runs by a timer ran last."""

from datetime import timedelta
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

#: A run that is due every day and older than this is missing.
MISSING_AFTER = timedelta(hours=36)


class Run(models.Model):
    """The last run of a kind; one row for each.

    ``parts``: [{"name", "text": what it did, "seconds", "failed": the class of the error}, …].
    """

    class Kind(models.TextChoices):
        DAILY = "daily", _("Daily run")
        BACKUP = "backup", _("Backup")

    kind = models.CharField(max_length=10, choices=Kind.choices, primary_key=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    #: How long after it the next one is missing; none is where people run it by hand.
    missing_after = models.DurationField(null=True)
    parts = models.JSONField(default=list)

    class Meta:
        default_permissions = ()
        verbose_name = _("run")
        verbose_name_plural = _("runs")

    def __str__(self) -> str:
        return self.kind

    @property
    def failed_parts(self) -> list[dict[str, Any]]:
        return [part for part in self.parts if part["failed"]]

    @property
    def is_missing(self) -> bool:
        """Whether the next one should have been there by now."""
        age = timezone.now() - self.ended_at
        return self.missing_after is not None and age > self.missing_after
