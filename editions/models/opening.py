"""An edition that was opened with the form or the command, and where its pages came from."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..homes import home_type
from ..registry import EDITIONS
from .take_over_job import TakeOverJob


class Opening(models.Model):
    """One row for each edition that did not come with the initial content.

    ``key`` and ``source`` are keys of Editions. The job is forgotten some time after its end.
    """

    key = models.CharField(max_length=8, unique=True)
    source = models.CharField(max_length=8)
    job = models.ForeignKey(
        TakeOverJob, null=True, on_delete=models.SET_NULL, related_name="openings"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("opening of an edition")
        verbose_name_plural = _("openings of editions")

    def __str__(self):
        return str(self.edition)

    @property
    def edition(self):
        return EDITIONS[self.key]

    @property
    def home(self):
        """The German start page of the edition, or None."""
        homes = home_type().objects.filter(locale__language_code=self.edition.locale_code())
        return homes.select_related("locale").first()

    @property
    def was_public(self):
        """Whether the edition has ever been live."""
        homes = home_type().objects.filter(locale__language_code=self.edition.locale_code())
        return homes.filter(first_published_at__isnull=False).exists()

    @property
    def waiting(self):
        """How many pages are still to be taken over."""
        return self.job.waiting.count() if self.job else 0
