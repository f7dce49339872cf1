"""Lists that visitors narrow by facets: their counts, and the nonsense that a query may hold."""

from itertools import product

import pytest
from django.db import connection, transaction
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from home.models import CustomImage, Partner
from miglobe_site.facets.declaring import Facet, alphabetical
from miglobe_site.facets.showing import FacetedList
from tests.site import soup

FACETS = [
    Facet("von", "Von", ("credit",), read=lambda credit: [(credit, credit.title())]),
    Facet(
        "thema", "Thema", ("tags__slug", "tags__name"), crosses=True
    ),
    Facet("jahr", "Jahr", ("width", "height"), read=lambda a, b: [(y, y) for y in range(a, b)]),
]  # fmt: skip
CREDITS, TAGS, YEARS = ["", "anna", "öszan", "zoe"], ["a", "b", "ü"], range(2016, 2020)

images = st.lists(
    st.tuples(
        st.sampled_from(CREDITS),
        st.sets(st.sampled_from(TAGS)),
        st.tuples(st.sampled_from(YEARS), st.sampled_from(YEARS)),
    ),
    max_size=12,
)
ticks = st.fixed_dictionaries(
    {
        "von": st.lists(st.sampled_from([*CREDITS, "niemand", "\0", "'"]), max_size=3),
        "thema": st.lists(st.sampled_from([*TAGS, "x" * 5000]), max_size=3),
        "jahr": st.lists(st.sampled_from([*map(str, YEARS), "-1", "2016.0"]), max_size=3),
    }
)


def query_dict(values):
    query = QueryDict(mutable=True)
    for name, items in values.items():
        query.setlist(name, items)
    return query


def make(entries):
    """Store pictures; return what each facet may know of them: {id: {facet name: values}}."""
    known = {}
    for credit, tags, (start, end) in entries:
        image = CustomImage.objects.create(title="Bild", credit=credit, width=start, height=end)
        image.tags.set(tags)
        slugs = set(image.tags.slugs())
        years = {str(year) for year in range(start, end)}
        known[image.pk] = {"von": {credit} - {""}, "thema": slugs, "jahr": years}
    return known


def listing(query, **options):
    return FacetedList(
        CustomImage.objects.filter(title="Bild").order_by("pk"), FACETS, query, **options
    )


def fits(own, ticked, but=None):
    return all(not values or own[name] & values for name, values in ticked.items() if name != but)


@given(entries=images, wanted=ticks)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_counts_are_those_of_counting_one_by_one(entries, wanted, site):
    with transaction.atomic():
        known = make(entries)
        existing = {name: set().union(*(own[name] for own in known.values())) for name in wanted}
        ticked = {name: existing[name].intersection(values) for name, values in wanted.items()}
        found = listing(query_dict(wanted))
        assert found.ids == [pk for pk, own in known.items() if fits(own, ticked)]
        shown = {
            (panel.facet.name, choice.value): choice.count
            for panel in found.panels
            for choice in panel.choices
        }
        for name, values in existing.items():
            for value in values:
                count = sum(
                    value in own[name] and fits(own, ticked, but=name) for own in known.values()
                )
                if (name, value) in shown:
                    assert shown[name, value] == count
                    assert count or value in ticked[name], "a choice that leads to nothing"
        transaction.set_rollback(True)


@pytest.fixture
def three(site):
    make(
        [
            ("anna", {"a", "b"}, (2016, 2018)),
            ("zoe", {"b"}, (2017, 2018)),
            ("", {"ü"}, (2016, 2016)),
        ]
    )


def test_every_choice_on_show_leads_to_as_many_items_as_it_says(three):
    for panel in listing(QueryDict()).panels:
        for choice in panel.choices:
            assert len(listing(query_dict({panel.facet.name: [choice.value]})).ids) == choice.count


def test_choices_are_in_order_and_umlauts_beside_their_letters(three):
    [by, topic, _year] = listing(QueryDict()).panels
    assert [choice.label for choice in by.choices] == ["Anna", "Zoe"]
    assert [choice.label for choice in topic.choices] == ["a", "b", "ü"]
    assert sorted(["Zug", "Österreich", "Ober"], key=alphabetical) == ["Ober", "Österreich", "Zug"]


def test_choices_of_a_field_have_its_labels_in_its_order(nrw):
    facet = Facet.of_choices("rolle", "Rolle", "role", Partner.Role)
    for role in ("funding", "cooperation", "unknown"):
        Partner.objects.create(page=nrw, role=role, name="Neu")
    partners = Partner.objects.filter(page=nrw)
    [panel] = FacetedList(partners, [facet], QueryDict()).panels
    assert [choice.label for choice in panel.choices][:1] == ["Kooperation"]
    assert [choice.value for choice in panel.choices][-1:] == ["funding"]


def test_chip_takes_one_choice_away_and_keeps_the_others(three):
    found = listing(query_dict({"thema": ["a", "b"], "jahr": ["2016"], "fremd": ["x"]}))
    assert [chip.label for chip in found.chips] == ["a", "b", 2016]
    assert found.chips[0].query == "?thema=b&jahr=2016"
    assert listing(query_dict({"jahr": ["2016"]})).chips[0].query == "?"


def test_facet_that_gives_no_choice_is_not_shown(site):
    make([("anna", {"a"}, (2016, 2016))])
    assert listing(QueryDict()).panels == []


@pytest.mark.parametrize(
    "page", ["", "0", "-1", "2", "99999999999999999999", "x", "\0", "1.5", "²"]
)
def test_impossible_page_is_the_nearest_one(page, three):
    found = listing(query_dict({"page": [page]}), per_page=2)
    assert len(found.page.object_list) in {1, 2}
    assert [number for number, _query in found.pages] == [1, 2]


def test_pages_keep_what_is_ticked(three):
    found = listing(query_dict({"thema": ["b"], "page": ["2"], "x": ["y"]}), per_page=1)
    assert [query for _number, query in found.pages] == ["?thema=b&page=1", "?thema=b&page=2"]
    assert [image.credit for image in found.page] == ["zoe"]


def test_few_queries_whatever_the_number_of_items(site):
    def count():
        with CaptureQueriesContext(connection) as queries:
            found = listing(query_dict({"thema": ["a"], "jahr": ["2016"]}))
            assert list(found.page) and found.panels and found.chips and found.pages
        return len(queries)

    make([("anna", {"a"}, (2016, 2018)), ("zoe", {"b"}, (2016, 2018))])
    few = count()
    for credit, tag in product(CREDITS, TAGS):
        make([(credit, {tag, "a"}, (2015, 2018))] * 4)
    assert count() == few == 3


def test_component_page_shows_a_list_with_facets_that_sends_what_it_says(staff_nrw):
    page = soup(staff_nrw.get("/admin/components/"))
    [form] = page.select("form.facets")
    assert form["method"] == "get"
    assert len(form.select("input[type=checkbox][checked]")) == 1
    assert page.select(".chips a")[0]["href"] == "?#list"
    assert page.select('.pagination [aria-current="page"]')
