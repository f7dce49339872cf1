"""Names in addresses are ASCII letters, with umlauts as Germans write them without a keyboard."""

import re

import pytest
from wagtail.models import Page

from editions import drafts
from home.models import ContentPage
from members.models import MemberPage
from miglobe_site.municipalities.models import Municipality
from miglobe_site.settings import BASE_DIR
from miglobe_site.slugs import slug_of
from tests.factories.members import index
from tests.rendered_form import fields_of
from tests.site import soup

pytestmark = pytest.mark.sqlite_is_enough("rules for addresses")

TITLE = "Fördermöglichkeiten & Töpfe"
SLUG = "foerdermoeglichkeiten-toepfe"


@pytest.fixture
def write(nrw, staff_nrw):
    """Send the form of a new page, and return the page."""
    address = f"/admin/pages/add/home/contentpage/{nrw.pk}/"

    def send(**typed):
        response = staff_nrw.post(address, fields_of(staff_nrw.get(address)) | typed)
        assert response.status_code == 302
        pk = re.search(r"pages/(\d+)/edit", response.url)
        return ContentPage.objects.get(pk=pk[1]) if pk else ContentPage.objects.latest("pk")

    return send


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Größe, Ärger & Öl", "groesse-aerger-oel"),
        ("GROẞE ÜBUNG", "grosse-uebung"),
        ("Bu\u0308rger*innen", "buergerinnen"),  # as a Mac may write it
        ("Çağlar Sørensen, Łódź", "caglar-soerensen-lodz"),
        ("Привет ***", ""),
    ],
)
def test_letters_are_written_in_ascii(text, slug):
    assert slug_of(text) == slug


@pytest.mark.parametrize(
    ("title", "slug", "expected"),
    [
        (TITLE, "", SLUG),
        (TITLE, "Große_Töpfe", "grosse_toepfe"),
        ("Привет", "", "inhaltsseite"),
        ("***", "привет", "inhaltsseite"),
    ],
)
def test_new_page_has_an_address_of_ascii_letters(title, slug, expected, write):
    assert write(title=title, slug=slug).slug == expected


@pytest.mark.parametrize("slug", ["", SLUG])
def test_second_new_page_of_a_title_gets_a_number(slug, write):
    assert [write(title=TITLE, slug=slug).slug for _time in "ab"] == [SLUG, f"{SLUG}-2"]


@pytest.mark.parametrize("slug", ["", "suche"])
def test_title_of_a_taken_address_is_no_error(slug, write):
    assert write(title="Suche", slug=slug).slug == "suche-2"


def test_published_page_can_be_saved_again_with_its_address(write, staff_nrw):
    page = write(title=TITLE, **{"action-publish": "1"})
    address = f"/admin/pages/{page.pk}/edit/"
    held = fields_of(staff_nrw.get(address)) | {"title": "Neu", "action-publish": "1"}
    assert staff_nrw.post(address, held).status_code == 302
    page.refresh_from_db()
    assert (page.title, page.slug) == ("Neu", SLUG)
    response = staff_nrw.post(address, held | {"slug": "привет"})
    error = soup(response).select_one("[data-contentpath=slug] .w-field__errors").text
    assert "Dieses Feld muss ausgefüllt werden." in error


def test_code_makes_the_same_addresses(nrw):
    page = nrw.add_child(instance=ContentPage(title=TITLE))
    assert (page.slug, page.url) == (SLUG, f"/nrw/{SLUG}/")
    page.slug = "größe"
    page.save()
    assert page.slug == "groesse"
    parent = index()
    profile = parent.add_child(
        instance=MemberPage(first_name="Jörg", last_name="Groß", live=False, locale=parent.locale)
    )
    assert profile.slug == "joerg-gross"


def test_copy_in_another_edition_has_such_an_address(bw, monkeypatch, nrw):
    copy = ContentPage(title=TITLE, slug="größe", locale=bw.locale)
    monkeypatch.setattr(drafts, "draft_of", lambda *args: copy)
    monkeypatch.setattr(drafts, "blank_copy", lambda *args: copy)

    class Translation:
        target_locale = bw.locale

    drafts.add_draft(Translation, nrw, bw)
    assert copy.slug == "groesse"


def test_places_and_headings_are_named_alike(nrw, client):
    assert Municipality(name="Düsseldorf").slug == "duesseldorf"
    page = ContentPage(title="Seite", body=[("text", "<h2>Größe</h2><h2>Über uns</h2>")])
    nrw.add_child(instance=page)
    ids = [each["id"] for each in soup(client.get(page.url)).select("main h2[id]")]
    assert ids[:2] == ["groesse", "ueber-uns"]


def test_no_other_code_makes_slugs():
    """A second way would write umlauts another way."""
    files = [
        path
        for app in ("editions", "examples", "home", "members", "miglobe_site", "search")
        for path in (BASE_DIR / app).rglob("*.py")
        if "slugify" in path.read_text("utf-8")
    ]
    assert [path.name for path in files] == ["slugs.py"]


def test_first_content_has_such_addresses(site):
    assert all(slug.isascii() for slug in Page.objects.values_list("slug", flat=True))
