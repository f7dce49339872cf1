"""Municipalities: where they lie on the map, and who may enter and change them."""

import pytest

from miglobe_site.municipalities.germany import bounds, project, rings
from miglobe_site.municipalities.models import Municipality
from tests.site import login, submit, visible_text

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


def test_every_municipality_lies_inside_the_outline_of_its_state(site):
    found = list(Municipality.objects.exclude(latitude=None))  # invented towns are nowhere
    assert len(found) > 50
    for each in found:
        place = project(float(each.longitude), float(each.latitude))
        assert is_inside(each.state, place), each
        other = "bw" if each.state == "nrw" else "nrw"
        assert not is_inside(other, place), each
        each.full_clean()


def data(**changes):
    return {
        "name": "Düren",
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
    assert Municipality.objects.filter(name="Düren").exists() is made
    if not made:
        assert "Um die Kommunen in Baden-Württemberg kümmert sich" in visible_text(response)
        assert 'value="Düren"' in response.content.decode()


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
