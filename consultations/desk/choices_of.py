"""By what else the list is narrowed: topics, municipalities and advisors of the requests there."""

from django.db.models import Q

from consultations.desk.queue import Requests
from consultations.models import Assignment, ConsultationRequest, WishedAdvisor
from members.models import Topic
from miglobe_site.facets.declaring import alphabetical

Choices = list[tuple[str, str]]
topics_of_requests = ConsultationRequest.topics.through.objects


def all_of(requests: Requests) -> dict[str, Choices]:
    """The choices of each filter; four queries."""
    return {
        "topic": topics(requests),
        "municipality": municipalities(requests),
        "advisor": advisors(requests),
    }


def topics(requests: Requests) -> Choices:
    named = topics_of_requests.filter(consultationrequest__in=requests.values("pk"))
    shown = Topic.objects.filter(pk__in=named.values("topic"))
    return [(str(topic.pk), topic.name) for topic in shown]


def municipalities(requests: Requests) -> Choices:
    """Towns by their names, and what somebody typed where the town is not known."""
    names = requests.order_by().values_list("town__name", "municipality").distinct()
    shown = sorted({town or typed for town, typed in names}, key=alphabetical)
    return [(name, name) for name in shown]


def in_municipality(requests: Requests, name: str) -> Requests:
    return requests.filter(Q(town__name=name) | Q(town=None, municipality=name))


def advisors(requests: Requests) -> Choices:
    """Those wished for or asked, each person once, under the name that is newest."""
    people = {}
    for rows in (WishedAdvisor.objects, Assignment.objects.exclude(profile=None)):
        named = rows.filter(request__in=requests.values("pk")).order_by("pk")
        people |= {str(key): name for key, name in named.values_list("profile", "name")}
    return sorted(people.items(), key=lambda person: alphabetical(person[1]))


def with_advisor(requests: Requests, key: str) -> Requests:
    """``key`` is one of the choices."""
    return requests.filter(
        Q(pk__in=WishedAdvisor.objects.filter(profile=key).values("request"))
        | Q(pk__in=Assignment.objects.filter(profile=key).values("request"))
    )
