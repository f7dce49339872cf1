"""A request for advice, whom it asks for, and what happened to it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.choices import AWAITING, PUBLIC_STEPS, WITH_NAME, Asking, State, Step
from consultations.references import status_path
from editions.registry import EDITIONS, Edition
from members.choices import Format
from miglobe_site.fields import CodeField
from miglobe_site.municipalities.models import Municipality
from miglobe_site.texts import CleanTexts

from .sent import Sent

#: Characters of what staff write to an official.
LONGEST_ANSWER = 5000


class ConsultationRequest(Sent):
    """What an official has sent. It belongs to an edition and to no page: pages come and go.

    ``locale_code``: of the page it was written on. ``promised_for``: by when the edition answers;
    ``answered_at``: when it first did, or did again after a request was taken up anew. ``email`` is
    empty where staff took a request on the telephone, from somebody who named none.
    """

    edition = models.CharField(_("edition"), max_length=8, db_index=True, editable=False)
    locale_code = models.CharField(max_length=20, editable=False)
    promised_for = models.DateField(_("answer promised for"), editable=False)

    municipality = models.CharField(_("municipality"), max_length=120)
    town = models.ForeignKey(
        Municipality,
        verbose_name=_("town"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    asking = models.CharField(_("asked by"), max_length=20, blank=True, choices=Asking.choices)
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("office or function"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    concern = models.TextField(_("concern"), max_length=2000)
    topics = models.ManyToManyField(
        "members.Topic", verbose_name=_("topics"), blank=True, related_name="+"
    )
    format = models.CharField(_("format"), max_length=20, blank=True, choices=Format.choices)
    period = models.CharField(_("period"), max_length=120, blank=True)
    example = models.UUIDField(_("practice example"), null=True, editable=False)

    state = CodeField(_("state"), max_length=20, choices=State.choices, default=State.NEW)
    in_charge = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("in charge"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    answered_at = models.DateTimeField(_("answered on"), null=True, editable=False)
    ended_at = models.DateTimeField(_("ended on"), null=True, editable=False)
    forgotten_at = models.DateTimeField(_("personal data deleted on"), null=True, editable=False)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("request for advice")
        verbose_name_plural = _("requests for advice")

    def __str__(self):
        return f"{self.municipality} ({self.reference})"

    @property
    def of_edition(self) -> Edition:
        return EDITIONS[self.edition]

    @property
    def status_path(self) -> str:
        return status_path(self.reference, self.locale_code)

    @property
    def status_url(self) -> str:
        return settings.BASE_URL + self.status_path

    @property
    def is_over(self) -> bool:
        return State(self.state).is_over

    @property
    def is_new(self) -> bool:
        return self.state == State.NEW

    @property
    def awaits_answer(self) -> bool:
        """Whether the promised date still counts."""
        return self.state in AWAITING and self.answered_at is None

    @property
    def in_plain_words(self) -> str:
        return State(self.state).in_plain_words

    @property
    def lies_elsewhere(self) -> bool:
        """Whether the town is known to lie in another federal state."""
        return self.town is not None and self.town.state != self.edition


class WishedAdvisor(models.Model):
    """An advisor whom an official asks for: the person, in whichever language the profile was."""

    request = models.ForeignKey(
        ConsultationRequest,
        verbose_name=_("request for advice"),
        on_delete=models.CASCADE,
        related_name="wished_advisors",
    )
    profile = models.UUIDField(editable=False)  # translation key
    name = models.CharField(_("name"), max_length=130)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["request", "profile"], name="wished_once")]

    def __str__(self):
        return self.name


class RequestEventQuerySet(models.QuerySet["RequestEvent"]):
    def public(self) -> "RequestEventQuerySet":
        """Those that the official may read."""
        return self.filter(step__in=PUBLIC_STEPS).select_related("assignment")


class RequestEvent(CleanTexts):
    """What happened to a request; ``user`` is None where no staff did it.

    ``state``: the new one, where the step is STATE. ``assignment``: the advisor it is about, whose
    name stands there alone, so that it can be forgotten.
    """

    request = models.ForeignKey(
        ConsultationRequest,
        verbose_name=_("request for advice"),
        on_delete=models.CASCADE,
        related_name="events",
    )
    at = models.DateTimeField(_("when"), default=timezone.now)
    step = CodeField(_("what happened"), max_length=20, choices=Step.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    state = CodeField(_("state"), max_length=20, blank=True, choices=State.choices)
    assignment = models.ForeignKey(
        "consultations.Assignment",
        verbose_name=_("advisor"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="events",
    )
    text = models.TextField(_("Text"), max_length=LONGEST_ANSWER, blank=True)

    objects = RequestEventQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return self.get_step_display()

    @property
    def in_plain_words(self) -> str:
        """What the official reads about it."""
        if self.state:
            return State(self.state).in_plain_words
        if self.assignment and self.assignment.name and self.step in WITH_NAME:
            return str(WITH_NAME[Step(self.step)]) % {"name": self.assignment.name}
        return self.get_step_display()
