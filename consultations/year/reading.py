"""What is counted, read from the database: four queries, whatever the number of requests.

Years, months and days are those of Germany, whatever time zone somebody has chosen for the CMS.
Requests in quarantine are left out. Those without their personal data count like all others.
"""

from collections import defaultdict
from datetime import date, datetime
from itertools import pairwise

from django.db.models import Min, QuerySet
from django.utils import timezone

from consultations.choices import ANSWERS, State, Step, is_answer
from consultations.models import ConsultationRequest, RequestEvent, WishedAdvisor
from consultations.promise import free_days, working_days
from editions.registry import Edition
from members.models import Topic
from miglobe_site.municipalities.germany import project

from .counting import Place, Sent

FIELDS = (
    "pk", "created_at", "promised_for", "ended_at", "state", "asking", "municipality",
    "town__name", "town__state", "town__longitude", "town__latitude",
)  # fmt: skip
#: {request: [(when, step, state), …]}, the oldest first.
History = dict[int, list[tuple[datetime, str, str]]]


def day_of(moment: datetime) -> date:
    return timezone.localdate(moment, timezone.get_default_timezone())


def today() -> date:
    return day_of(timezone.now())


def counted(requests: QuerySet[ConsultationRequest]) -> QuerySet[ConsultationRequest]:
    return requests.filter(suspicions="")


def years(requests: QuerySet[ConsultationRequest]) -> list[int]:
    """The years since the first request, the newest first; at least the present one."""
    first = counted(requests).aggregate(first=Min("created_at"))["first"]
    now = today().year
    return list(range(now, min(now, day_of(first).year) - 1 if first else now - 1, -1))


def read(edition: Edition) -> list[Sent]:
    """All requests of an edition that count."""
    requests = counted(ConsultationRequest.objects.filter(edition=edition.key)).order_by("pk")
    histories, free = histories_of(requests), free_days(edition.key)
    topics, wished = topics_of(requests), wished_of(requests)
    found = []
    for pk, created, promised, ended, state, asking, *place in requests.values_list(*FIELDS):
        arrived, history = day_of(created), histories[pk]
        answered = next((day_of(at) for at, *what in history if is_answer(*what)), None)
        found.append(
            Sent(
                arrived=arrived,
                promised=None if was_taken_up_again(history) else promised,
                place=place_of(*place),
                state=state,
                asking=asking,
                answered=answered,
                answer_days=working_days(arrived, answered, free) if answered else None,
                ended=ended and day_of(ended),
                topics=tuple(topics[pk]),
                wished=tuple(wished[pk]),
                forums=years_of(State.FORUM, history),
                consultations=years_of(State.ADVICE, history),
            )
        )
    return found


def place_of(typed: str, name: str | None, state: str | None, east: object, north: object) -> Place:
    """The town where it is known, else what somebody typed."""
    if name is None or state is None:
        return Place(" ".join(typed.split()))
    if east is None or north is None:
        return Place(name, state)
    return Place(name, state, project(float(str(east)), float(str(north))))


def histories_of(requests: QuerySet[ConsultationRequest]) -> History:
    events = RequestEvent.objects.filter(
        request__in=requests.order_by().values("pk"), step__in=[Step.STATE, *ANSWERS]
    )
    found: History = defaultdict(list)
    facts = events.order_by("at", "pk").values_list("request_id", "at", "step", "state")
    for pk, at, step, state in facts:
        found[pk].append((at, step, state))
    return found


def was_taken_up_again(history: list[tuple[datetime, str, str]]) -> bool:
    states = [State(state) for _at, step, state in history if step == Step.STATE]
    return any(state.is_over and not later.is_over for state, later in pairwise(states))


def years_of(state: str, history: list[tuple[datetime, str, str]]) -> frozenset[int]:
    """The years in which a request reached a state."""
    return frozenset(day_of(at).year for at, _step, reached in history if reached == state)


def topics_of(requests: QuerySet[ConsultationRequest]) -> dict[int, list[str]]:
    """{request: names of its topics in the language on show}."""
    rows = ConsultationRequest.topics.through.objects.filter(
        consultationrequest__in=requests.order_by().values("pk")
    )
    found = defaultdict(list)
    for pk, german, english in rows.values_list(
        "consultationrequest_id", "topic__name_de", "topic__name_en"
    ):
        found[pk].append(Topic(name_de=german, name_en=english).name)
    return found


def wished_of(requests: QuerySet[ConsultationRequest]) -> dict[int, list[str]]:
    """{request: names of the advisors wished for}, each person under the name that is newest."""
    rows = WishedAdvisor.objects.filter(request__in=requests.order_by().values("pk"))
    facts = list(rows.order_by("pk").values_list("request_id", "profile", "name"))
    names = {profile: name for _pk, profile, name in facts}
    found = defaultdict(list)
    for pk, profile, _name in facts:
        found[pk].append(names[profile])
    return found
