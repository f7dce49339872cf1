"""Staff are told where a text says "Team von 16" and another number of profiles is public."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from home.models import ContentPage, HomePage
from members.cms.team_size import WORDS, differing_pages, sizes_in, text_fields
from members.models import ConsentKind
from tests.factories.members import add_member, give, index, member, publish, revoke
from tests.site import login, visible_text

PANEL = "Zahl der Beraterinnen und Berater in Ihren Texten"
BW_SAYS = "Im Text steht „Team von 16“; öffentliche Profile in dieser Ausgabe: 3."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("MiGlobe ist ein Team von 16 migrantischen Akteur*innen", {"Team von 16": 16}),
        ("<p>Ein <b>Team</b> von&nbsp;sechzehn Menschen</p>", {"Team von sechzehn": 16}),
        ("unser Team aus Einundzwanzig Beratenden", {"Team aus Einundzwanzig": 21}),
        ("a team of 3, ein Team von zwölf", {"team of 3": 3, "Team von zwölf": 12}),
        ("ein Team von einigen, Teams von 16, Team von einundvielen", {}),
    ],
)
def test_numbers_are_found_in_both_spellings(text, found):
    assert sizes_in(text) == found


def test_numbers_in_words():
    assert len(WORDS) == 99
    some = ("ein", "zehn", "siebzehn", "dreißig", "fünfundvierzig", "neunundneunzig")
    assert [WORDS[word] for word in some] == [1, 10, 17, 30, 45, 99]


@pytest.fixture
def staff_bw(visitor):
    return login(visitor, "redaktion-bw@example.org")


def reword(page):
    """Say "Team von drei" instead of "Team von 16" in all texts of a page."""
    for field in text_fields(type(page)):
        page_value = field.value_to_string(page).replace("Team von 16", "Team von drei")
        setattr(page, field.name, page_value)
    page.save_revision().publish()


def test_start_page_of_the_cms_names_pages_until_the_number_is_right(staff_bw, site):
    text = visible_text(staff_bw.get("/admin/"))
    assert PANEL in text and f"Über MiGlobe (BW – Deutsch): {BW_SAYS}" in text
    for page, _phrases, _number in differing_pages(Locale.objects.all()):
        reword(page)
    assert PANEL not in visible_text(staff_bw.get("/admin/"))
    revoke(member("jean-ahrental", "de-x-bw"), ConsentKind.WEB)
    text = visible_text(staff_bw.get("/admin/"))
    assert "Im Text steht „Team von drei“; öffentliche Profile in dieser Ausgabe: 2." in text


def test_other_staff_are_not_bothered(staff_nrw, site):
    assert PANEL not in visible_text(staff_nrw.get("/admin/"))


def test_editor_tells_it_of_the_draft(staff_bw, site):
    page = ContentPage.objects.get(slug="miglobe", locale__language_code="de-x-bw")
    address = f"/admin/pages/{page.pk}/edit/"
    assert BW_SAYS in visible_text(staff_bw.get(address))
    page.body = [("text", "<p>Ein Team von drei.</p>")]
    page.save_revision()
    assert "Im Text steht" not in visible_text(staff_bw.get(address))
    assert (
        staff_bw.get(f"/admin/pages/{member('jean-ahrental', 'de-x-bw').pk}/edit/").status_code
        == 200
    )


def test_it_asks_no_more_for_more_pages(staff_bw, site, bw):
    def queries():
        with CaptureQueriesContext(connection) as context:
            staff_bw.get("/admin/")
        return len(context)

    queries()
    few = queries()
    for number in range(3):
        page = ContentPage(title=f"Seite {number}", slug=f"s{number}", summary="Team von 7")
        HomePage.objects.get(pk=bw.pk).add_child(instance=page)
    give(add_member(index("de-x-bw")))
    publish(member("zoe-neumann", "de-x-bw"))
    assert queries() - few <= 5  # lists of what was edited lately grow too
