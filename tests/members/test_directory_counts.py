"""The counts of the facets in the directory of advisors: those of counting one by one."""

from datetime import date, timedelta

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.directory.listing import Directory
from members.models import MemberPage
from miglobe_site.slugs import slug_of
from tests.factories.profiles import SOME_TOPICS, Entry, make

TODAY = date(2026, 11, 26)
CODES = ["de", "fr", "ar"]

entries = st.lists(
    st.builds(
        Entry,
        topics=st.sets(st.sampled_from(SOME_TOPICS), min_size=1).map(tuple),
        languages=st.dictionaries(st.sampled_from(CODES), st.booleans(), min_size=1).map(
            lambda spoken: tuple(spoken.items())
        ),
        formats=st.sets(st.sampled_from(["talk", "workshop"]), min_size=1).map(tuple),
        countries=st.sets(st.sampled_from(["SN", "GH"])).map(tuple),
        town=st.sampled_from(["", "Köln", "Bonn"]),
        area=st.sampled_from(["local", "state", "nationwide"]),
        place=st.sampled_from(["both", "on-site", "online"]),
        availability=st.sampled_from(["free", "limited", "none"]),
        until=st.sampled_from([None, TODAY - timedelta(1), TODAY + timedelta(1)]),
    ),
    max_size=8,
)
filters = st.fixed_dictionaries(
    {
        "thema": st.lists(st.sampled_from([*SOME_TOPICS, "x\0"]), max_size=2),
        "sprache": st.lists(st.sampled_from([*CODES, "zz"]), max_size=2),
        "format": st.lists(st.sampled_from(["talk", "workshop", ""]), max_size=1),
        "land": st.lists(st.sampled_from(["SN", "GH", "DE"]), max_size=1),
        "ort": st.lists(st.sampled_from(["koeln", "bonn", "Köln"]), max_size=1),
        "gebiet": st.lists(st.sampled_from(["local", "state"]), max_size=1),
        "art": st.lists(st.sampled_from(["on-site", "online", "both"]), max_size=1),
        "verfuegbar": st.lists(st.sampled_from(["free", "limited", "none"]), max_size=2),
    }
)


def facts(entry):
    """What each facet must know of a profile, worked out apart from the code of the site."""
    over = entry.until is not None and entry.until < TODAY
    return {
        "thema": set(entry.topics),
        "sprache": {code for code, can_advise in entry.languages if can_advise},
        "format": set(entry.formats),
        "land": set(entry.countries),
        "ort": {slug_of(entry.town)} - {""},
        "gebiet": {entry.area},
        "art": {"on-site", "online"} if entry.place == "both" else {entry.place},
        "verfuegbar": {"free" if entry.availability == "none" and over else entry.availability},
    }


def query_of(values):
    query = QueryDict(mutable=True)
    for name, items in values.items():
        query.setlist(name, items)
    return query


@given(entries=entries, wanted=filters)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_counts_of_facets_are_those_of_counting_one_by_one(entries, wanted, site, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: TODAY)
    with transaction.atomic():
        pages = make(entries)
        known = {page.pk: facts(entry) for page, entry in zip(pages, entries, strict=True)}
        existing = {name: set().union(*(own[name] for own in known.values())) for name in wanted}
        ticked = {name: existing[name].intersection(values) for name, values in wanted.items()}

        def fits(own, but=None):
            return all(not v or own[name] & v for name, v in ticked.items() if name != but)

        these = MemberPage.objects.filter(pk__in=known).published()
        found = Directory(these, query_of(wanted))
        assert set(found.ids) == {pk for pk, own in known.items() if fits(own)}
        for panel in found.panels:
            name = panel.facet.name
            counts = {
                value: sum(value in own[name] and fits(own, but=name) for own in known.values())
                for value in existing[name]
            }
            shown = {value: count for value, count in counts.items() if count}
            shown |= {value: counts[value] for value in ticked[name]}
            assert {choice.value: choice.count for choice in panel.choices} == shown
        transaction.set_rollback(True)
