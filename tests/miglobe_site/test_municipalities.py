"""Municipalities: where they lie on the map, and who may enter and change them."""

from collections import Counter

import pytest
from bs4 import BeautifulSoup

from editions.opening.new_edition import open_edition
from editions.origins.known_names import known_names
from editions.region_words import swap
from editions.registry import EDITIONS
from miglobe_site.municipalities import register
from miglobe_site.municipalities.finding import find
from miglobe_site.municipalities.germany import bounds, project, rings
from miglobe_site.municipalities.models import Municipality
from miglobe_site.municipalities.states import STATES
from miglobe_site.slugs import slug_of
from tests.site import login, soup, submit, visible_text

#: West, south, east and north end in degrees of states whose outline has no islands left out.
ENDS = {
    "bw": (7.5117, 47.5323, 10.4957, 49.7913),
    "by": (8.9764, 47.2701, 13.8396, 50.5647),
    "mv": (10.5932, 53.1159, 14.4122, 54.6849),
    "nrw": (5.8663, 50.3226, 9.4617, 52.5310),
    "rp": (6.1173, 48.9664, 8.5086, 50.9424),
    "sl": (6.3564, 49.1116, 7.4034, 49.6394),
}
FORM = "#w-editor-form"
LIST = "/admin/snippets/municipalities/municipality/"


def is_inside(key, place):
    """Whether a ray from the place to the right crosses the outline an odd number of times."""
    x, y = place
    crossings = 0
    for ring in rings(key):
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
                crossings += 1
    return crossings % 2 == 1


@pytest.mark.parametrize("key", ENDS)
def test_ends_of_a_state_are_the_ends_of_its_outline(key):
    west, south, east, north = ENDS[key]
    ends = (*project(west, north), *project(east, south))
    assert ends == pytest.approx(bounds(key), abs=1.5)


def test_every_municipality_of_germany_lies_in_its_state():
    """The outlines are simple: a town on the border may lie a little beside."""
    for state in STATES:
        towns = [Municipality(state=state, **row) for row in register.rows(state)]
        for town in towns:
            town.clean_fields(exclude=["id"])
            town.clean()
        inside = [is_inside(state, town.place) for town in towns if town.place]
        assert inside.count(True) >= 0.95 * len(towns)
        names = [town.name for town in towns]
        assert len({slug_of(name) for name in names}) == len(names), state


def test_new_edition_knows_all_municipalities_of_its_state(site):
    numbers = Counter(Municipality.objects.exclude(latitude=None).values_list("state", flat=True))
    assert numbers == {"nrw": 427, "bw": 1136}  # Destatis: 396 and 31 districts, 1101 and 35
    open_edition(EDITIONS["sl"], EDITIONS["nrw"])
    assert Municipality.objects.filter(state="sl").count() == 58  # 52 and 6


def test_what_staff_have_entered_before_stays(site):
    mine = Municipality.objects.create(state="sl", name="Saarbrücken", size_class="0")
    register.enter("sl")
    assert register.enter("sl") == 0
    assert Municipality.objects.get(state="sl", name="Saarbrücken").size_class == mine.size_class


def test_choosers_of_the_cms_find_those_that_came_in_bulk(admin):
    register.enter("sl")
    found = soup(admin.get(f"{LIST}?q=Merzig")).select("main table .title-wrapper a")
    assert {each.get_text(strip=True) for each in found} == {"Merzig", "Landkreis Merzig-Wadern"}


def test_chooser_says_in_which_state_a_town_is(staff_nrw):
    for view in ("", "results/"):
        answer = staff_nrw.get(f"/admin/snippets/choose/municipalities/municipality/{view}?q=Neunk")
        shown = answer.json()["html"] if view == "" else answer.content.decode()
        rows = [
            row.get_text(" ", strip=True)
            for row in BeautifulSoup(shown, "html.parser").select("tbody tr")
        ]
        assert "Neunkirchen Nordrhein-Westfalen" in rows
        assert "Neunkirchen Baden-Württemberg" in rows


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Bonn", "Bonn"),
        ("Stadt Bonn", "Bonn"),
        ("bundesstadt  BONN ", "Bonn"),
        ("KÖLN", "Köln"),
        ("Gemeinde Much", "Much"),
        ("Gemeindeverwaltung Much", "Much"),
        ("Mülheim", "Mülheim an der Ruhr"),
        ("Neunkirchen", "Neunkirchen"),
        ("Halle", "Halle (Westf.)"),
        ("Kreis Unna", "Kreis Unna"),
        ("Unna", "Unna"),
        ("Stuttgart", "Stuttgart"),
        ("Neustadt Bonn", None),
        ("Oberhausen", "Oberhausen"),
        ("Freiburg", None),
        ("Kreis", None),
        ("Stadt", None),
        ("", None),
        ("🎉\0\u202e", None),
        ("Stadt " * 100, None),
    ],
)
def test_typed_name_is_the_one_that_is_meant(typed, meant, site):
    found = find(typed, "nrw")
    assert (found and found.name) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Große Kreisstadt Aalen", "Aalen"),
        ("Freiburg", "Freiburg im Breisgau"),
        ("Oberhausen", "Oberhausen"),
        ("Villingen", None),
        ("Altdorf", None),
        ("Weil", None),
        ("Darmstadt Ulm", None),
    ],
)
def test_typed_name_in_another_state(typed, meant, site):
    """Oberhausen-Rheinhausen is no Oberhausen; two in BW are called Altdorf, and two Weil …"""
    found = find(typed, "bw")
    assert (found and found.name) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Wenden Sie sich gern an das Team in Nordrhein-Westfalen.",
        "Senden Sie uns Ihre Fragen, wir beraten in Nordrhein-Westfalen.",
        "Kamen Menschen nach Nordrhein-Westfalen, so fanden sie Rat.",
    ],
)
def test_towns_that_are_words_keep_no_region(text, site):
    _names, towns = known_names()
    assert "Bonn" in towns and "Wenden" not in towns
    changed = swap(text, EDITIONS["nrw"], EDITIONS["bw"], towns=towns)
    assert "Baden-Württemberg" in changed


def data(**changes):
    return {
        "name": "Neu-Düren",
        "kind": "town",
        "size_class": "20000",
        "state": "nrw",
        "latitude": "50.80",
        "longitude": "6.48",
        **changes,
    }


@pytest.mark.parametrize(
    ("email", "state", "made"),
    [("redaktion-nrw", "nrw", True), ("redaktion-nrw", "bw", False), ("admin", "bw", True)],
)
def test_staff_add_municipalities_of_their_own_state(email, state, made, visitor):
    login(visitor, f"{email}@example.org")
    place = {} if state == "nrw" else {"latitude": "48.78", "longitude": "9.18"}
    response = submit(visitor, f"{LIST}add/", data(state=state, **place), form=FORM)
    assert Municipality.objects.filter(name="Neu-Düren").exists() is made
    if not made:
        assert "Um die Kommunen in Baden-Württemberg kümmert sich" in visible_text(response)
        assert 'value="Neu-Düren"' in response.content.decode()


def test_staff_cannot_change_or_take_over_a_municipality_of_another_state(staff_nrw):
    stuttgart = Municipality.objects.get(name="Stuttgart")
    for state in ("bw", "nrw"):
        staff_nrw.post(f"{LIST}edit/{stuttgart.pk}/", data(name="Fremd", state=state))
        staff_nrw.post(f"{LIST}delete/{stuttgart.pk}/")
    stuttgart.refresh_from_db()
    assert (stuttgart.name, stuttgart.state) == ("Stuttgart", "bw")


def test_staff_change_one_of_their_own_state(staff_nrw):
    town = Municipality.objects.get(name="Witten")
    submit(staff_nrw, f"{LIST}edit/{town.pk}/", {"size_class": "100000"}, form=FORM)
    town.refresh_from_db()
    assert town.size_class == "100000"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"latitude": "6.48", "longitude": "50.80"}, "größer oder gleich 47"),
        ({"latitude": "48.78", "longitude": "9.18"}, "liegt nicht in Nordrhein-Westfalen"),
        ({"latitude": "NaN"}, "eine Zahl"),
        ({"latitude": "abc"}, "eine Zahl"),
        ({"latitude": ""}, "beide Zahlen an oder keine"),
        ({"name": "Dortmund"}, "Diese Kommune gibt es hier schon."),
        ({"state": "xx"}, "gültige Auswahl"),
        ({"name": "x" * 121}, "120"),
    ],
)
def test_impossible_facts_are_refused_with_words(changes, words, staff_nrw):
    before = Municipality.objects.count()
    forged = {"state": changes["state"]} if "state" in changes else None  # not in the list
    typed = data() if forged else data(**changes)
    response = submit(staff_nrw, f"{LIST}add/", typed, form=FORM, forged=forged)
    text = visible_text(response)
    assert words in text, text
    assert Municipality.objects.count() == before


def test_visitors_and_those_without_rights_see_no_list(visitor, site):
    assert visitor.get(LIST).status_code == 302
