"""The sample profiles: invented persons, plainly marked, spread over the towns of the network."""

import tomllib

import pytest

from members import demo
from members.models import MemberPage
from tests.factories.members import AMINA, member, path
from tests.site import visible_text

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
    assert visible_text(visitor.get("/nrw/mitglieder/")).count("Beispielprofil") == 3
    assert page.email.endswith("@example.org") and page.phone.startswith("+49 30 23125 ")


def test_loading_again_changes_nothing(site):
    before = list(MemberPage.objects.order_by("pk").values())
    demo.load(lambda text: None, most=3)
    assert list(MemberPage.objects.order_by("pk").values()) == before


def test_profile_of_a_real_person_is_not_marked(visitor, site):
    MemberPage.objects.update(is_sample=False)
    assert "Beispielprofil" not in visible_text(visitor.get(path(member(AMINA))))
