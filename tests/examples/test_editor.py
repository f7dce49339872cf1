"""The editor of a practice example in the CMS."""

import pytest
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from examples.models import PracticeExamplePage
from members.models import MemberPage, Topic
from miglobe_site.municipalities.models import Municipality
from tests.factories.examples import BLOCKED, cms, draft, index_of
from tests.german import assert_german
from tests.site import login, visible_text

pytestmark = pytest.mark.sqlite_is_enough("a form of the CMS")


def form(topics=("fairer-handel",), **changes):
    """What the form of a new example sends."""
    chosen = [topic.pk for topic in Topic.objects.filter(slug__in=topics)]
    advisor = {"member": MemberPage.objects.get(slug="kofi-sonnberg").pk}
    steps = {"steps": streamfield([("", {"heading": "Auftakt", "text": "Kennenlernen"})])}
    return nested_form_data(
        {
            "title": "Ein Fest",
            "municipality": Municipality.objects.get(name="Witten").pk,
            "status": "ongoing",
            "start_year": 2024,
            "summary": "Kurz gesagt.",
            "situation": rich_text("<p>Vorher.</p>"),
            "approach": streamfield([("steps", steps)]),
            "results": rich_text("<p>Nachher.</p>"),
            "lessons": rich_text(""),
            "images": streamfield([]),
            "example_advisors": inline_formset([advisor]),
            "example_downloads": inline_formset([]),
            "comments": inline_formset([]),
            **changes,
        }
    ) | {"topics": chosen}


@pytest.fixture
def address(site):
    return f"/admin/pages/add/examples/practiceexamplepage/{index_of('nrw').pk}/"


def test_new_example_is_shown_before_it_is_saved(address, staff_nrw):
    assert staff_nrw.post(f"{address}preview/", form()).json()["is_valid"]
    text = visible_text(staff_nrw.get(f"{address}preview/?mode="))
    for part in ("Witten", "seit 2024", "Fairer Handel", "Kofi Sonnberg", "Auftakt", "Nachher."):
        assert part in text, part
    assert not PracticeExamplePage.objects.filter(slug="ein-fest").exists()


def test_draft_is_saved_and_the_release_alone_is_missing_then(address, staff_nrw):
    assert staff_nrw.post(address, form()).status_code == 302
    page = PracticeExamplePage.objects.get(slug="ein-fest")
    assert not page.live and [str(topic) for topic in page.topics] == ["Fairer Handel"]
    rows = form(example_advisors=inline_formset([]), **{"action-publish": "1"})
    text = visible_text(staff_nrw.post(f"/admin/pages/{page.pk}/edit/", rows))
    assert BLOCKED in text
    assert "Bitte füllen Sie dieses Feld aus." not in text
    assert not PracticeExamplePage.objects.get(pk=page.pk).live


def test_errors_stand_beside_the_fields(address, staff_nrw):
    foreign = {"member": MemberPage.objects.get(slug="selin-kirschberg").pk}
    data = form(
        municipality=Municipality.objects.get(name="Ulm").pk,
        end_year=2020,
        topics=Topic.objects.values_list("slug", flat=True),
        example_advisors=inline_formset([foreign]),
        **{"action-publish": "1"},
    )
    text = visible_text(staff_nrw.post(address, data))
    for message in (
        "Diese Kommune liegt nicht in Nordrhein-Westfalen.",
        "Das Ende liegt vor dem Beginn.",
        "Bitte wählen Sie ein bis drei Themenfelder.",
        "Bitte wählen Sie Beratende Ihrer eigenen Ausgabe.",
    ):
        assert message in text


@pytest.mark.parametrize("year", ["99999", "-1", "1989", "x", "9" * 400])
def test_impossible_year_is_refused(year, address, staff_nrw):
    assert staff_nrw.post(address, form(start_year=year)).status_code == 200
    assert not PracticeExamplePage.objects.filter(slug="ein-fest").exists()


def test_editor_and_release_are_in_german(address, visitor):
    page = draft()
    login(visitor, "mitarbeit-nrw@example.org")
    assert_german(visitor, [address, f"/admin/pages/{page.pk}/edit/", cms(page)])
