"""Where advice is wanted without an edition: a map, a table and the entries, for administrators."""

from datetime import datetime
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from consultations.desk.listing import choice
from consultations.desk.report_lists import SentListView, day_of
from consultations.models import Interest
from editions.access.administration import administers
from editions.homes import states_without_edition
from miglobe_site.municipalities.germany import state_map
from miglobe_site.municipalities.states import STATES

LEVELS = 4  # of colour on the map


class InterestFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("Federal state"), choices=[*STATES.items()])
    group = choice(
        _("State"),
        [("team", _("there is a team now")), ("quarantine", _("In quarantine"))],
        "by_group",
        _("All delivered"),
    )

    class Meta:
        model = Interest
        fields: list[str] = []

    def by_group(self, interests: Any, name: str, value: str) -> Any:
        return with_team(interests) if value == "team" else interests.exclude(suspicions="")


class InterestListView(SentListView):
    model = Interest
    page_title = _("Interest without an edition")
    header_icon = "globe"
    template_name = "consultations/desk/interests.html"
    index_url_name = "desk_interests"
    index_results_url_name = "desk_interests_results"
    filterset_class = InterestFilterSet
    no_results_message = _("Nobody has registered interest.")
    columns = [
        TitleColumn(
            "municipality",
            label=_("municipality"),
            get_url=lambda each: reverse("desk_interest", args=[each.pk]),
        ),
        Column("state", label=_("Federal state"), accessor="get_state_display"),
        Column("email", label=_("E-mail"), accessor=lambda each: each.email or "–"),
        Column("created_at", label=_("Arrived"), accessor=day_of),
    ]

    def may_read(self) -> bool:
        return administers(self.request.user)

    def rows(self) -> QuerySet[Interest]:
        return Interest.objects.all()

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        demand = by_state(delivered())
        return super().get_context_data(*args, **kwargs) | {"demand": demand, "map": shown(demand)}


def delivered() -> QuerySet[Interest]:
    return Interest.objects.filter(suspicions="")


def number_of_municipalities(interests: QuerySet[Interest]) -> int:
    """Several people of one town may have written."""
    return sum(row["municipalities"] for row in by_state(interests))


def with_team(interests: QuerySet[Interest]) -> QuerySet[Interest]:
    """Those who wait for a mail: by now their state has an edition."""
    without = [key for key, _name in states_without_edition()]
    return interests.exclude(email="").exclude(state__in=without)


def by_state(interests: QuerySet[Interest]) -> list[dict[str, Any]]:
    """[{"state": its key, "name", "entries", "municipalities", "latest"}, …], the most first.

    Counted here, since a database may know no capitals but those of ASCII.
    """
    found: dict[str, list[tuple[str, datetime]]] = {}
    for state, town, day in interests.values_list("state", "municipality", "created_at"):
        found.setdefault(state, []).append((" ".join(town.casefold().split()), day))
    rows = [
        {
            "state": state,
            "name": STATES.get(state, state),
            "entries": len(entries),
            "municipalities": len({town for town, _day in entries}),
            "latest": max(day for _town, day in entries),
        }
        for state, entries in found.items()
    ]
    return sorted(rows, key=lambda row: (-row["municipalities"], -row["entries"], row["name"]))


def shown(demand: list[dict[str, Any]]) -> dict[str, Any]:
    """The map with how many municipalities, and a level of colour, 0 to LEVELS, for each state."""
    numbers = {row["state"]: row["municipalities"] for row in demand}
    most = max(numbers.values(), default=0)
    found = state_map({})
    states = [
        {
            **state,
            "number": (number := numbers.get(state["key"], 0)),
            "level": -(-LEVELS * number // most) if number else 0,
        }
        for state in found["states"]
    ]
    return {**found, "states": states}
