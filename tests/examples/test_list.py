"""The list of practice examples: its cards, its choices and its map."""

from itertools import combinations
from math import dist
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page

from examples.models import ExampleTopic, PracticeExamplePage
from examples.state_map import free_place
from members.models import MemberPage, Topic
from miglobe_site.municipalities.models import Municipality
from tests.factories.examples import LIST, index_of, published, titles
from tests.site import soup, visible_text

DEMO = {"nrw": 3, "bw": 3}
BASE_FIELDS = [field.attname for field in Page._meta.concrete_fields]


def dots(response):
    return [link["href"] for link in soup(response).select(".state-outline a")]


def test_leaves_out_an_example_behind_a_login(site, visitor):
    page = published(title="Nur für Eingeladene")
    assert "Nur für Eingeladene" in titles(visitor.get(LIST))
    page.view_restrictions.create(restriction_type="login")
    assert "Nur für Eingeladene" not in titles(visitor.get(LIST))


@pytest.mark.parametrize("edition", DEMO)
def test_shows_every_example_of_its_edition_as_card_and_as_dot(edition, visitor):
    response = visitor.get(f"/{edition}/praxisbeispiele/")
    cards = [link["href"] for link in soup(response).select(".example-card h2 a")]
    assert len(cards) == DEMO[edition]
    real = {"nrw": cards, "bw": []}  # the samples of BW are in invented towns
    assert sorted(dots(response)) == sorted(real[edition])
    assert len(soup(response).select(".example-card .town-motif")) == len(cards)
    assert all(card.startswith(f"/{edition}/praxisbeispiele/") for card in cards)
    assert "Beispieltext" in visible_text(response)


def test_choice_narrows_cards_and_dots(visitor):
    response = visitor.get(LIST, {"thema": "agenda-2030"})
    assert titles(response) == ["Weniger Einweggeschirr, und die Agenda 2030 hat ihren Platz"]
    assert dots(response) == [f"{LIST}solingen-leben-braucht-vielfalt/"]


def test_each_choice_leads_to_as_many_examples_as_it_says(site, visitor):
    published(start_year=2016, end_year=2018, members=["amina-lindenfeld"])
    published(slug="b", start_year=2020, status="ongoing", town="Witten")
    form = soup(visitor.get(LIST)).select_one("form.facets")
    names = {box["name"] for box in form.select("input")}
    assert names == {"thema", "groesse", "status", "jahr", "ort"}  # one advisor is no choice
    for box in form.select("input"):
        count = int(box.parent.select_one(".facet__count").get_text().strip("()"))
        assert len(titles(visitor.get(LIST, {box["name"]: box["value"]}))) == count


def test_year_is_any_in_which_it_ran(site, visitor):
    published(start_year=2010, end_year=2012, title="Früher")
    published(slug="b", start_year=2013, status="ongoing", title="Noch im Gang")
    assert titles(visitor.get(LIST, {"jahr": "2011"})) == ["Früher"]
    now = str(timezone.localdate().year)
    assert titles(visitor.get(LIST, {"jahr": now})) == ["Noch im Gang"]


def test_advisor_is_a_choice_only_while_the_profile_is_public(site, visitor):
    for slug in ("amina-lindenfeld", "kofi-sonnberg"):
        published(slug=f"mit-{slug}", title=f"Mit {slug}", members=[slug])
    assert titles(visitor.get(LIST, {"person": "kofi-sonnberg"})) == ["Mit kofi-sonnberg"]
    MemberPage.objects.get(slug="kofi-sonnberg").unpublish()
    response = visitor.get(LIST, {"person": "kofi-sonnberg"})
    assert len(titles(response)) == 5
    assert "Kofi Sonnberg" not in response.content.decode()


@pytest.mark.parametrize("query", ["thema=%FF&jahr=x", "jahr=" + "9" * 5000, "page=²&person='"])
def test_nonsense_in_the_query_shows_the_list(query, visitor):
    assert len(titles(visitor.get(f"{LIST}?{query}"))) == 3


def test_choices_that_fit_nothing_together_say_so(visitor):
    response = visitor.get(LIST, {"jahr": "2016", "thema": "agenda-2030"})
    assert "Kein Beispiel passt zu allem, was Sie gewählt haben." in visible_text(response)


def test_without_an_example_says_that_they_will_come(site, visitor):
    for page in PracticeExamplePage.objects.all():
        page.unpublish()
    response = visitor.get(LIST)
    assert "Hier erscheinen bald die ersten Praxisbeispiele." in visible_text(response)
    assert not soup(response).select("form.facets, .state-outline")


def test_dots_of_neighbours_do_not_cover_one_another():
    taken = []
    for number in range(30):
        taken.append(free_place((10 + number / 10, 10), taken, gap=2))
    assert min(dist(a, b) for a, b in combinations(taken, 2)) >= 2


def test_town_with_several_examples_has_one_dot_with_their_number(site, visitor):
    for slug in "ab":
        published(slug=slug, title=slug, town="Bonn")
    [dot] = [dot for dot in dots(visitor.get(LIST)) if "ort=" in dot]
    assert dot == f"{LIST}?ort=bonn#liste"
    [narrowed] = [dot for dot in dots(visitor.get(f"{LIST}?thema=agenda-2030")) if "ort=" in dot]
    assert narrowed == f"{LIST}?thema=agenda-2030&ort=bonn#liste"
    assert soup(visitor.get(LIST)).select_one(".state-outline text").get_text() == "2"
    assert set(titles(visitor.get(dot))) == {"a", "b"}


def test_example_shows_its_first_picture_instead_of_its_town(full, visitor, queries):
    visitor.get(LIST)  # makes the file of the picture
    photos = soup(visitor.get(LIST)).select(".example-card img")
    assert [photo["alt"] for photo in photos] == [""]
    assert visitor.get(photos[0]["src"]).status_code == 200
    assert "Bild: Stadt Musterhausen" in visible_text(visitor.get(LIST))
    assert len(queries(LIST)) <= 12


def test_picture_is_cut_again_where_staff_have_moved_its_middle(full, visitor):
    def photo():
        return soup(visitor.get(LIST)).select_one(".example-card img")["src"]

    before, picture = photo(), full.images[0].value["image"]
    picture.focal_point_x = picture.focal_point_y = 40
    picture.focal_point_width = picture.focal_point_height = 20
    picture.save()
    assert photo() != before
    assert visitor.get(photo()).status_code == 200


def test_picture_that_cannot_be_read_leaves_its_town(full, visitor, queries):
    Path(full.images[0].value["image"].file.path).write_bytes(b"damaged")
    cards = soup(visitor.get(LIST)).select(".example-card")
    assert len(cards) == 4 and not soup(visitor.get(LIST)).select(".example-card img")


def test_what_is_only_planned_comes_last(site, visitor):
    published(slug="plan", title="Plan", start_year=2030, status="planned")
    published(slug="neu", title="Neu", start_year=2029)
    found = titles(visitor.get(LIST))
    assert (found[0], found[-1]) == ("Neu", "Plan")


def test_needs_few_queries_with_5_and_with_500_examples(site, visitor, queries):
    published(members=["amina-lindenfeld"])
    published(slug="b", town="Witten", members=["kofi-sonnberg", "yara-tannwald"])
    few = len(queries(LIST))
    add_many(495)
    for path in (LIST, f"{LIST}?thema=agenda-2030&page=3", f"{LIST}?person=kofi-sonnberg"):
        many = len(queries(path))
        print(f"{path}: {few} queries with 5 examples, {many} with 500")
        assert max(few, many) <= 12
    towns = {page.municipality_id for page in index_of("nrw").examples}
    assert len(dots(visitor.get(LIST))) == len(towns)


def add_many(number):
    """Add many published examples below the list, written in bulk."""
    index = index_of("nrw")
    kind = ContentType.objects.get_for_model(PracticeExamplePage)
    towns = list(Municipality.objects.filter(state="nrw"))
    topics = list(Topic.objects.all())
    pages = Page.objects.bulk_create(
        Page(
            title=f"Beispiel {n}",
            slug=f"beispiel-{n}",
            path=f"{index.path}{1000 + n}",
            depth=index.depth + 1,
            url_path=f"{index.url_path}beispiel-{n}/",
            locale=index.locale,
            content_type=kind,
        )
        for n in range(number)
    )
    examples = [
        PracticeExamplePage(
            page_ptr=page,
            **{name: getattr(page, name) for name in BASE_FIELDS},
            municipality=towns[n % len(towns)],
            start_year=2000 + n % 20,
        )
        for n, page in enumerate(pages)
    ]
    for example in examples:
        example.save_base(raw=True)
    ExampleTopic.objects.bulk_create(
        ExampleTopic(page=page, topic=topics[n % len(topics)]) for n, page in enumerate(examples)
    )
