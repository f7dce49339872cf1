"""English and plain German (Leichte Sprache) inside an edition, as a visitor meets them."""

import pytest
from wagtail.models import Locale, Page

from editions.registry import language_tag, parse_code, parse_path
from editions.takeover import take_over
from home.models import ContentPage, HomePage
from tests.factories.copies import publish_translation
from tests.factories.legal import publish_legal_page
from tests.site import sitemap, soup, visible_text

PREFIX = {"en": "/nrw/en/", "de-simple": "/nrw/leicht/"}
WORD = {"en": "English", "de-simple": "Leichte Sprache"}


@pytest.fixture
def publish(nrw):
    """Publish a copy of NRW's page "miglobe" in a language, and its home page there."""

    def make(language, home=True, page=True):
        locale = Locale.objects.get(language_code=f"{language}-x-nrw")
        if home:
            publish_translation(HomePage.objects.get(locale=locale))
        if page:
            original = ContentPage.objects.child_of(nrw).get(slug="miglobe")
            publish_translation(take_over(original, locale))

    return make


def switch(response):
    """The links of the switch: {text: address}."""
    found = soup(response).select("nav.switch a")
    return {link.get_text(strip=True): link["href"] for link in found}


@pytest.mark.parametrize("language", WORD)
def test_page_leads_to_its_language_and_back(language, publish, visitor):
    publish(language)
    path = f"{PREFIX[language]}miglobe/"
    assert switch(visitor.get("/nrw/miglobe/"))[WORD[language]] == path
    response = visitor.get(path)
    assert response.status_code == 200
    back = "Deutsch" if language == "en" else "Alltagssprache"
    assert switch(response)[back] == "/nrw/miglobe/"


@pytest.mark.parametrize("language", WORD)
@pytest.mark.parametrize(("home", "page"), [(False, True), (True, False)])
def test_page_names_no_language_in_which_it_is_not_live(home, page, language, publish, visitor):
    publish(language, home, page)
    assert WORD[language] not in switch(visitor.get("/nrw/miglobe/"))
    assert WORD[language] not in switch(visitor.get("/bw/miglobe/"))
    assert visitor.get(f"{PREFIX[language]}miglobe/").status_code == 404


def test_plain_german_is_german_for_browsers_and_search_engines(publish, visitor):
    publish("de-simple")
    publish("en")
    response = visitor.get("/nrw/leicht/miglobe/")
    assert soup(response).html["lang"] == "de"
    assert response.headers["Content-Language"] == "de"
    assert not soup(response).find_all("link", rel="alternate")
    alternates = soup(visitor.get("/nrw/miglobe/")).find_all("link", rel="alternate")
    assert {link["hreflang"] for link in alternates} == {"de", "en"}
    listed = sitemap(visitor)
    assert listed["http://testserver/nrw/leicht/miglobe/"] == {}
    assert set(listed["http://testserver/nrw/miglobe/"]) == {"de", "en"}


def test_portal_and_switch_count_no_edition_twice(publish, visitor):
    publish("de-simple")
    for path in ("/", "/nrw/", "/nrw/leicht/", "/mitglieder/"):
        response = visitor.get(path)
        names = [link.get_text(strip=True) for link in soup(response).select("nav.switch li, h2")]
        assert names.count("Nordrhein-Westfalen") <= 1, path
    assert "/nrw/leicht/" not in visitor.get("/").content.decode()


@pytest.mark.parametrize("language", WORD)
def test_legal_pages_are_one_click_away_in_every_language(language, publish, visitor, nrw):
    publish(language)
    imprint = publish_legal_page(nrw)
    path = f"{PREFIX[language]}miglobe/"

    def footer():
        return [link["href"] for link in soup(visitor.get(path)).select("footer a")]

    assert footer().count("/nrw/impressum/") == 1
    locale = Locale.objects.get(language_code=f"{language}-x-nrw")
    publish_translation(take_over(Page.objects.get(pk=imprint.pk), locale))
    assert "/nrw/impressum/" not in footer()
    assert f"{PREFIX[language]}impressum/" in footer()


def test_page_about_plain_language_keeps_its_address(visitor, nrw):
    publish_legal_page(nrw, "easy-language")
    response = visitor.get("/nrw/leichte-sprache/")
    assert response.status_code == 200
    assert "Leichte Sprache" in visible_text(response)


@pytest.mark.parametrize(
    ("code", "language", "tag"),
    [
        ("de-x-nrw", "de", "de"),
        ("de-simple-x-nrw", "de-simple", "de"),
        ("en-x-nrw", "en", "en"),
        ("en-GB-x-nrw", "en", "en"),
    ],
)
def test_language_of_a_code(code, language, tag):
    assert parse_code(code)[0] == language
    assert language_tag(language) == tag


@pytest.mark.parametrize("language", ["de", "de-simple", "en"])
def test_address_of_a_language_is_read_as_it_is_written(language, nrw):
    assert parse_path(nrw.edition.path(language)) == (language, nrw.edition)


def test_staff_read_the_language_beside_the_edition(staff_nrw):
    assert str(Locale.objects.get(language_code="de-simple-x-nrw")) == "NRW – Leichte Sprache"
