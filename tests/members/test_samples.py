"""The sample profiles: invented persons, plainly marked, spread over the towns of the network."""

import tomllib

import pytest

from members import demo
from members.models import MemberPage
from tests.factories.members import AMINA, YARA, member, path
from tests.factories.profiles import Entry, make
from tests.site import soup, visible_text

pytestmark = pytest.mark.sqlite_is_enough("what the loader writes")

TOWNS = {
    "nrw": {
        *("Aachen", "Bonn", "Bochum", "Düsseldorf", "Duisburg", "Dortmund", "Hamm", "Köln"),
        *("Münster", "Mülheim an der Ruhr", "Wiehl", "Witten"),
    },
    "bw": {
        *("Stuttgart", "Karlsruhe", "Mannheim", "Freiburg im Breisgau", "Heidelberg", "Ulm"),
        *("Tübingen", "Konstanz"),
    },
}


@pytest.mark.parametrize(("edition", "number"), [("nrw", 20), ("bw", 16)])
def test_as_many_as_the_network_has_in_its_towns(edition, number):
    profiles = tomllib.loads(demo.PROFILES.read_text(encoding="utf-8"))[edition]
    assert len({entry["name"] for entry in profiles}) == len(profiles) == number
    assert {entry["town"] for entry in profiles} == TOWNS[edition]


def test_they_are_marked_wherever_they_stand(visitor, site):
    page = member(AMINA)
    text = visible_text(visitor.get(path(page)))
    assert "Beispielprofil" in text and "Die Person ist erfunden." in text
    assert visible_text(visitor.get("/nrw/mitglieder/")).count("Beispielprofil") == 1
    assert page.email.endswith("@example.org") and page.phone.startswith("+49 30 23125 ")


def test_they_are_marked_one_by_one_among_real_ones(visitor, site):
    MemberPage.objects.filter(slug=AMINA).update(is_sample=False)
    cards = soup(visitor.get("/nrw/mitglieder/")).select(".member-card")
    marked = {card.h3.get_text(): "Beispielprofil" in card.get_text() for card in cards}
    assert marked == {
        "Amina Lindenfeld": False,
        "Dr. Yara Tannwald": True,
        "Kofi Sonnberg": True,
    }


INVENTED = "Beispielprofile: Diese Menschen sind erfunden."


@pytest.mark.parametrize(
    "place",
    ["/nrw/mitglieder/yara-tannwald/", "/nrw/miglobe/", "/nrw/"],
    ids=["similar", "beside a text", "start page"],
)
def test_one_note_stands_where_all_who_are_shown_are_invented(place, visitor, site):
    def said():
        page = soup(visitor.get(place)).select_one(".similar, .beside-people, .band:has(.team)")
        return INVENTED in page.get_text(), len(page.select(".sample"))

    make([Entry(topics=["agenda-2030"], last_name="Echt")])
    shown = MemberPage.objects.filter(slug="profil-0")
    MemberPage.objects.filter(slug=AMINA).update(is_sample=True)
    assert said()[0] is False and said()[1] > 0
    shown.update(is_sample=True)
    MemberPage.objects.filter(slug=YARA).update(is_sample=place != "/nrw/mitglieder/yara-tannwald/")
    assert said() == (True, 0)
    MemberPage.objects.update(is_sample=False)
    assert said() == (False, 0)


def test_loading_again_changes_nothing(site):
    before = list(MemberPage.objects.order_by("pk").values())
    demo.load(lambda text: None, most=3)
    assert list(MemberPage.objects.order_by("pk").values()) == before


def test_profile_of_a_real_person_is_not_marked(visitor, site):
    MemberPage.objects.update(is_sample=False)
    assert "Beispielprofil" not in visible_text(visitor.get(path(member(AMINA))))
