"""The editor of a practice example in the CMS."""

import pytest
from wagtail.test.utils.form_data import rich_text

from examples.models import PracticeExamplePage
from members.models import MemberPage, Topic
from miglobe_site.municipalities.models import Municipality
from tests.factories.examples import BLOCKED, cms, draft, index_of
from tests.factories.pages import edit
from tests.german import assert_german
from tests.rendered_form import EDITOR
from tests.site import filled_in, login, soup, visible_text

pytestmark = pytest.mark.sqlite_is_enough("a form of the CMS")


def entered(**changes):
    """What a person enters into the form of a new example."""
    return {
        "title": "Ein Fest",
        "municipality": Municipality.objects.get(name="Witten").pk,
        "status": "ongoing",
        "start_year": "2024",
        "summary": "Kurz gesagt.",
        "situation": rich_text("<p>Vorher.</p>"),
        "approach": [("steps", {"steps": [{"heading": "Auftakt", "text": "Kennenlernen"}]})],
        "results": rich_text("<p>Nachher.</p>"),
        "topics": [Topic.objects.get(slug="fairer-handel").pk],
        "example_advisors-0-member": MemberPage.objects.get(slug="kofi-sonnberg").pk,
        **changes,
    }


@pytest.fixture
def address(site):
    return f"/admin/pages/add/examples/practiceexamplepage/{index_of('nrw').pk}/"


def test_new_example_is_shown_before_it_is_saved(address, staff_nrw):
    data = filled_in(staff_nrw, address, entered(), form=EDITOR).data
    assert staff_nrw.post(f"{address}preview/", data).json()["is_valid"]
    text = visible_text(staff_nrw.get(f"{address}preview/?mode="))
    for part in ("Witten", "seit 2024", "Fairer Handel", "Kofi Sonnberg", "Auftakt", "Nachher."):
        assert part in text, part
    assert not PracticeExamplePage.objects.filter(slug="ein-fest").exists()


def test_draft_is_saved_and_the_release_alone_is_missing_then(address, staff_nrw):
    assert edit(staff_nrw, address, changes=entered()).status_code == 302
    page = PracticeExamplePage.objects.get(slug="ein-fest")
    assert not page.live and [str(topic) for topic in page.topics] == ["Fairer Handel"]
    text = visible_text(edit(staff_nrw, page, "action-publish", {"example_advisors-0-DELETE": "1"}))
    assert BLOCKED in text
    assert "Bitte füllen Sie dieses Feld aus." not in text
    assert not PracticeExamplePage.objects.get(pk=page.pk).live


def test_errors_stand_beside_the_fields(address, staff_nrw):
    foreign = MemberPage.objects.get(slug="selin-kirschberg").pk
    changes = entered(
        municipality=Municipality.objects.get(name="Ulm").pk,
        end_year="2020",
        topics=list(Topic.objects.values_list("pk", flat=True)),
        **{"example_advisors-0-member": foreign},
    )
    text = visible_text(edit(staff_nrw, address, "action-publish", changes))
    for message in (
        "Diese Kommune liegt nicht in Nordrhein-Westfalen.",
        "Das Ende liegt vor dem Beginn.",
        "Bitte wählen Sie ein bis drei Themenfelder.",
        "Bitte wählen Sie Beraterinnen und Berater Ihrer eigenen Ausgabe.",
    ):
        assert message in text


def test_impossible_year_is_refused(address, staff_nrw):
    opened = staff_nrw.get(address)
    for year in ("99999", "-1", "1989", "x", "9" * 400):
        answer = edit(staff_nrw, opened, changes=entered(start_year=year))
        assert answer.status_code == 200
        field = soup(answer).select_one("[data-contentpath=start_year]")
        assert field.select_one(".w-field__errors").text.strip()
    assert not PracticeExamplePage.objects.filter(slug="ein-fest").exists()


def test_editor_and_release_are_in_german(address, visitor):
    page = draft()
    login(visitor, "mitarbeit-nrw@example.org")
    assert_german(visitor, [address, f"/admin/pages/{page.pk}/edit/", cms(page)])
