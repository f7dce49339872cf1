"""An advisor who was asked whether they advise on a request, and what became of it."""

from datetime import date, datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.promise import due
from consultations.references import assignment_path
from miglobe_site.fields import CodeField
from miglobe_site.texts import CleanTexts

from .request import ConsultationRequest

#: Working days, after which a question counts as overdue.
ANSWER_DAYS = 3
#: A talk takes so long in calendars; nobody is asked for its end.
LENGTH = timedelta(hours=1)


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def advising(self) -> "AssignmentQuerySet":
        """Those who have agreed and are known."""
        return self.filter(state=Assignment.State.ACCEPTED).exclude(profile=None)

    def empty(self) -> int:
        """Forget who was asked and what they wrote; that somebody was, and when, is counted."""
        return self.update(profile=None, name="", reason="", place="", meeting_at=None)


class Assignment(CleanTexts):
    """A question to one advisor: the person, as in WishedAdvisor; None once they are forgotten.

    ``reason``: why the advisor declined. ``notices``: how often both were told of a date, or that
    it is off: calendars must know which comes last. Who is asked again keeps the row, and the new
    ``asked_at`` makes the old link invalid.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("asked")
        ACCEPTED = "accepted", _("has agreed")
        DECLINED = "declined", _("has declined")
        RECALLED = "recalled", _("taken back")

    request = models.ForeignKey(
        ConsultationRequest,
        verbose_name=_("request for advice"),
        on_delete=models.CASCADE,
        related_name="assignments",
    )
    profile = models.UUIDField(null=True, editable=False)  # translation key
    name = models.CharField(_("name"), max_length=130, blank=True)
    state = CodeField(_("state"), max_length=20, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField(_("asked on"), default=timezone.now)
    answered_at = models.DateTimeField(_("replied on"), null=True)
    reason = models.TextField(_("reason"), max_length=500, blank=True)
    meeting_at = models.DateTimeField(_("agreed date"), null=True)
    place = models.CharField(_("place or link"), max_length=300, blank=True)
    notices = models.PositiveIntegerField(default=0, editable=False)
    held_on = models.DateField(_("talk held on"), null=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["request", "profile"], name="asked_once")]
        indexes = [models.Index(fields=["profile"], name="assignment_profile")]
        verbose_name = _("question to an advisor")
        verbose_name_plural = _("questions to advisors")

    def __str__(self) -> str:
        return self.name or "–"

    @property
    def is_asked(self) -> bool:
        return self.state == self.State.ASKED

    @property
    def is_accepted(self) -> bool:
        return self.state == self.State.ACCEPTED

    @property
    def is_declined(self) -> bool:
        return self.state == self.State.DECLINED

    @property
    def is_recalled(self) -> bool:
        return self.state == self.State.RECALLED

    @property
    def since(self) -> datetime:
        """When the state came about, as far as it is known."""
        return self.answered_at or self.asked_at

    @property
    def answer_due(self) -> date:
        asked_on = timezone.localdate(self.asked_at)
        return due(asked_on, ANSWER_DAYS, self.request.edition)

    @property
    def is_late(self) -> bool:
        """Whether an answer that somebody still waits for has not come in time."""
        is_waiting = self.is_asked and not self.request.is_over
        return is_waiting and self.answer_due < timezone.localdate()

    @property
    def is_to_come(self) -> bool:
        """Whether a talk is agreed that has not begun."""
        return self.meeting_at is not None and self.meeting_at > timezone.now()

    @property
    def path(self) -> str:
        """The private address of the question."""
        return assignment_path(self.token, self.request.of_edition.locale_code())

    @property
    def token(self) -> str:
        """What the private address names: this question, until it is asked anew."""
        return f"{self.pk}-{round(self.asked_at.timestamp() * 1000)}"
