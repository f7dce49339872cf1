"""Many pages on their way into another edition, one row for each; editions.jobs takes them over."""

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from wagtail.models import Locale, Page

from .origin import Follow


class TakeOverJob(models.Model):
    """Pages to take over into one locale, in the order of the tree.

    It can be stopped anywhere and continued later: what is done is whole, the rest is waiting.
    A job without a user comes from the command line and asks for no rights.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    #: What becomes of later changes, where the locale is that of another edition.
    follow = models.CharField(max_length=20, choices=Follow.choices, default=Follow.ON_DECISION)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        verbose_name = gettext_lazy("take-over of pages")
        verbose_name_plural = gettext_lazy("take-overs of pages")

    def __str__(self):
        return f"{self.locale}, {self.created_at:%d.%m.%Y %H:%M}"

    @property
    def waiting(self):
        return self.steps.filter(status=TakeOverStep.Status.WAITING)

    @property
    def noted(self):
        return self.steps.exclude(status=TakeOverStep.Status.WAITING)

    @property
    def failed(self):
        return self.steps.filter(status=TakeOverStep.Status.FAILED)

    @cached_property
    def total(self):
        return self.steps.count()

    @property
    def done(self):
        return self.total - self.waiting.count()

    @property
    def is_finished(self):
        return not self.waiting.exists()

    def add(self, page, locale):
        """Let a page be taken over after all others, into a locale of its own."""
        self.steps.create(
            position=self.steps.count(), source=page, locale=locale, title=f"{page} ({locale})"
        )

    def retry(self):
        """Let the pages that could not be taken over wait once more."""
        self.failed.update(status=TakeOverStep.Status.WAITING, message="")


class TakeOverStep(models.Model):
    """One page of a job; ``message`` says why it was skipped or failed.

    ``locale`` is where it goes, unless into that of the job.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", gettext_lazy("waiting")
        DONE = "done", gettext_lazy("taken over")
        SKIPPED = "skipped", gettext_lazy("skipped")
        FAILED = "failed", gettext_lazy("not taken over")

    wagtail_reference_index_ignore = True  # a plan does not count as a use of a page

    job = models.ForeignKey(TakeOverJob, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveIntegerField()
    source = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(max_length=255)
    locale = models.ForeignKey(Locale, null=True, on_delete=models.CASCADE, related_name="+")
    copy = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    message = models.TextField(blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["position"]
        verbose_name = gettext_lazy("page of a take-over")
        verbose_name_plural = gettext_lazy("pages of a take-over")

    def __str__(self):
        return self.title

    def note(self, status, message=""):
        """Store how it went, unless another browser has already."""
        self.status, self.message = status, message
        waiting = TakeOverStep.objects.filter(pk=self.pk, status=self.Status.WAITING)
        waiting.update(status=status, message=message, copy=self.copy)
