"""Names in addresses are ASCII letters, with umlauts as Germans write them without a keyboard."""

import re

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page

from editions import drafts
from examples.models import PracticeExamplePage
from home.models import ContentPage
from members.models import MemberPage, MemberSelectionPage
from miglobe_site.municipalities.models import Municipality
from miglobe_site.settings import BASE_DIR
from miglobe_site.slugs import slug_of
from tests.factories.members import index
from tests.factories.pages import copy_by_form, edit
from tests.site import soup, visible_text

pytestmark = pytest.mark.sqlite_is_enough("rules for addresses")

TITLE = "Fördermöglichkeiten & Töpfe"
SLUG = "foerdermoeglichkeiten-toepfe"


@pytest.fixture
def write(nrw, staff_nrw):
    """Send the form of a new page, and return the page."""
    address = f"/admin/pages/add/home/contentpage/{nrw.pk}/"

    def send(button=None, **typed):
        response = edit(staff_nrw, address, button, typed)
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


LISTS = [
    ("mitglieder", MemberSelectionPage, "merkliste"),
    ("praxisbeispiele", PracticeExamplePage, "feed"),
]


@pytest.mark.parametrize(("parent", "model", "slug"), LISTS)
def test_address_of_a_view_is_taken_below_its_list(parent, model, slug, staff_nrw, nrw):
    below = Page.objects.child_of(nrw).get(slug=parent)
    kind = f"{model._meta.app_label}/{model._meta.model_name}"
    new, title = f"/admin/pages/add/{kind}/{below.pk}/", slug.capitalize()

    def errors(page):
        answer = edit(staff_nrw, page, changes={"title": "Anders", "slug": slug})
        return soup(answer).select("[data-contentpath=slug] .w-field__errors")

    assert ["ist vergeben" in each.text for each in errors(new)] == [True]
    assert edit(staff_nrw, new, changes={"title": title, "slug": slug}).status_code == 302
    page = model.objects.get(title=title)
    assert page.slug == f"{slug}-2"
    assert ["ist vergeben" in each.text for each in errors(page)] == [True]
    assert "ist vergeben" in visible_text(copy_by_form(staff_nrw, page, slug))
    page.slug = slug
    with pytest.raises(ValidationError, match="ist vergeben"):
        page.full_clean()


def test_address_of_a_view_is_free_elsewhere(write):
    assert write(title="Merkliste").slug == "merkliste"


def test_published_page_can_be_saved_again_with_its_address(write, staff_nrw):
    page = write("action-publish", title=TITLE)
    assert edit(staff_nrw, page, "action-publish", {"title": "Neu"}).status_code == 302
    page.refresh_from_db()
    assert (page.title, page.slug) == ("Neu", SLUG)
    response = edit(staff_nrw, page, "action-publish", {"slug": "привет"})
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
        for app in (
            "consultations",
            "editions",
            "examples",
            "home",
            "members",
            "miglobe_site",
            "search",
        )
        for path in (BASE_DIR / app).rglob("*.py")
        if "slugify" in path.read_text("utf-8")
    ]
    assert [path.name for path in files] == ["slugs.py"]


def test_first_content_has_such_addresses(site):
    assert all(slug.isascii() for slug in Page.objects.values_list("slug", flat=True))
