"""What is to be done first: the promised dates, in words and as a traffic light."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, F, Max, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from consultations.choices import AWAITING, State, Step
from consultations.models import Assignment, ConsultationRequest, Report

Requests = QuerySet[ConsultationRequest]
#: How long a request may be under way without anything that happens.
REST = timedelta(days=30)
#: The same as ConsultationRequest.awaits_answer.
AWAITS = Q(state__in=AWAITING, answered_at=None)


@dataclass(frozen=True)
class Light:
    """``name`` is "late", "today", "ok" or "", for requests that wait for nothing."""

    name: str
    text: str


def light(sent: ConsultationRequest | Report) -> Light:
    if isinstance(sent, Report):
        if sent.done_at or sent.due is None:
            return Light("", _("done"))
        return light_of(sent.due, timezone.localdate())
    if sent.is_over:
        return Light("", "–")
    if not sent.awaits_answer:
        return Light("", _("under way"))
    return light_of(sent.promised_for, timezone.localdate())


def light_of(promised: date, today: date) -> Light:
    day = {"day": date_format(promised, "j. F")}
    if promised < today:
        return Light("late", _("overdue since %(day)s") % day)
    if promised == today:
        return Light("today", _("due today"))
    return Light("ok", _("by %(day)s") % day)


def in_order(requests: Requests) -> Requests:
    """Those that wait for an answer first, the most urgent at the top; those that are over last."""
    waits = Case(When(AWAITS, then=Value(0)), default=Value(1))
    return requests.order_by(
        F("ended_at").desc(nulls_first=True), waits, "promised_for", "-created_at", "-pk"
    )


def delivered(requests: Requests) -> Requests:
    return requests.filter(suspicions="")


def in_quarantine(requests: Requests) -> Requests:
    return requests.exclude(suspicions="")


def new(requests: Requests) -> Requests:
    return delivered(requests).filter(state=State.NEW)


def overdue(requests: Requests) -> Requests:
    late = requests.filter(AWAITS, promised_for__lt=timezone.localdate())
    return delivered(late)


def due_today(requests: Requests) -> Requests:
    today = requests.filter(AWAITS, promised_for=timezone.localdate())
    return delivered(today)


def resting(requests: Requests) -> Requests:
    """Those that were answered but are not over, and where nothing has happened for long."""
    newest = Max("events__at", filter=~Q(events__step=Step.NUDGED))
    under_way = delivered(requests).filter(ended_at=None).exclude(AWAITS)
    return under_way.annotate(newest=newest).filter(newest__lt=timezone.now() - REST)


def unanswered(requests: Requests) -> list[Assignment]:
    """The questions to advisors who do not answer in time, the oldest first.

    Working days are counted in Python; few questions wait at a time.
    """
    waiting = Assignment.objects.filter(state=Assignment.State.ASKED).exclude(profile=None)
    asked = waiting.filter(request__in=delivered(requests).filter(ended_at=None).order_by())
    return [each for each in asked.select_related("request") if each.is_late]


def with_silent_advisors(requests: Requests) -> Requests:
    return requests.filter(pk__in={each.request_id for each in unanswered(requests)})
