"""What visitors tell an edition about its website: barriers, and whether a page helps."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editions.own_paths import LONGEST_PATH
from editions.registry import EDITIONS, Edition
from miglobe_site.fields import CodeField

from .sent import LONGEST_TEXT, Sent


class ReportQuerySet(models.QuerySet["Report"]):
    def barriers(self) -> "ReportQuerySet":
        return self.filter(kind=Report.Kind.BARRIER)

    def feedback(self) -> "ReportQuerySet":
        return self.filter(kind=Report.Kind.FEEDBACK)

    def delivered(self) -> "ReportQuerySet":
        return self.filter(suspicions="")

    def open(self) -> "ReportQuerySet":
        return self.delivered().filter(done_at=None)

    def overdue(self, today: date) -> "ReportQuerySet":
        return self.open().filter(due__lt=today)


class Report(Sent):
    """A barrier that is to be answered (``due``), or feedback, of which nobody says whose it is.

    ``edition``: "" for the pages outside of the editions. ``page``: a path on this site.
    """

    class Kind(models.TextChoices):
        BARRIER = "barrier", _("Barrier")
        FEEDBACK = "feedback", _("Feedback")

    kind = CodeField(max_length=10, choices=Kind.choices, editable=False)
    edition = models.CharField(_("edition"), max_length=8, blank=True, editable=False)
    page = models.CharField(_("page"), max_length=LONGEST_PATH, blank=True)
    text = models.TextField(_("Text"), max_length=LONGEST_TEXT, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    helpful = models.BooleanField(_("helpful"), null=True, editable=False)
    due = models.DateField(_("to be answered by"), null=True, editable=False)
    nudged_on = models.DateField(null=True, editable=False)
    done_at = models.DateTimeField(_("done on"), null=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("done by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    note = models.TextField(_("what was done"), max_length=LONGEST_TEXT, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-created_at", "-pk"]
        verbose_name = _("report on the website")
        verbose_name_plural = _("reports on the website")
        indexes = [models.Index(fields=["kind", "edition"], name="reports_of_edition")]

    def __str__(self) -> str:
        return f"{self.page or '/'} ({self.reference})"

    @property
    def is_late(self) -> bool:
        return self.due is not None and self.done_at is None and self.due < timezone.localdate()

    @property
    def of_edition(self) -> Edition | None:
        return EDITIONS.get(self.edition)
