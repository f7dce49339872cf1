"""What a query finds beside its own words: fields of profiles, compounds, settings."""

import pytest
from wagtail import hooks
from wagtail.models import Page

from home.models import ContentPage
from members.choices import country_choices, names
from members.models import MemberPage
from members.regions import CONTINENTS, REGIONS
from search.finding import answer
from search.models import Entry, Synonym
from search.upkeep import rebuild
from tests.factories.searches import BW, NRW, ask, found, titles
from tests.site import soup


@pytest.fixture
def amina(site):
    return MemberPage.objects.get(slug="amina-lindenfeld", locale__language_code="de-x-nrw")


def publish(nrw, title, summary=""):
    page = ContentPage(title=title, summary=summary)
    nrw.add_child(instance=page)
    page.save_revision().publish()
    return page


# --- Public fields of profiles ---


@pytest.mark.parametrize(
    "text",
    "Französisch,Wolof,Senegal,Burkina Faso,Workshop,Prozessbegleitung,Regionalwissenschaften,"
    "Runder Tisch,vor Ort".split(","),
)
def test_every_public_field_of_a_profile_is_found_on_the_site_and_in_the_directory(amina, text):
    assert "Amina Lindenfeld" in found(text)
    (search_profiles,) = hooks.get_hooks("search_profiles")
    assert amina.pk in search_profiles(NRW, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Afrika", "Amina Lindenfeld"),
        ("Erfahrung in Westafrika", "Kofi Sonnberg"),
        ("Naher Osten", "Dr. Yara Tannwald"),
        ("Maghreb", "Dr. Yara Tannwald"),
    ],
)
def test_countries_of_a_profile_are_found_by_the_part_of_the_world(site, text, name):
    assert name in found(text)
    (search_profiles,) = hooks.get_hooks("search_profiles")
    profile = MemberPage.objects.get(title=name, locale__language_code="de-x-nrw")
    assert profile.pk in search_profiles(NRW, text)


def test_each_country_and_region_is_in_one_part_of_the_world():
    within = " ".join(REGIONS.values()).split()
    assert len(within) == len(set(within))
    assert {code for code, _name in country_choices()} <= set(within)
    assert set(within) <= set(names("de").territories)
    regions = [*" ".join(CONTINENTS.values()).split(), "003"]
    assert sorted(regions) == sorted(REGIONS)


@pytest.mark.parametrize("text", ["Französisch", "Senegal", "Workshop"])
def test_directory_finds_by_languages_countries_and_formats(visitor, text):
    document = soup(visitor.get("/nrw/mitglieder/", {"q": text}))
    assert "Amina Lindenfeld" in document.find("main").get_text()
    assert "Yara Tannwald" not in document.find("main").get_text()


def test_links_and_organisations_are_found_with_german_names_whoever_publishes(amina, admin):
    amina.organisations = "Zwergenbund"
    amina.member_links.create(title="Riesenseite", url="https://example.org/geheimpfad")
    amina.save_revision().publish()
    assert found("Zwergenbund") == found("Riesenseite") == found("Wolof") == ["Amina Lindenfeld"]
    rebuild()
    assert found("Zwergenbund") == found("Wolof") == ["Amina Lindenfeld"]


def test_what_is_not_public_is_never_indexed(amina):
    amina.email, amina.phone = "geheim@zitronenfalter.example", "0221 4711471"
    amina.internal_note, amina.contact_way = "Zitronenfalter", "form"
    amina.save_revision().publish()
    entry = Entry.objects.get(page=amina)
    stored = " ".join([entry.text, entry.words, entry.keywords, entry.names])
    for secret in ("zitronenfalter", "4711471", "geheim"):
        assert secret not in stored.lower()


# --- Compounds ---


def test_second_half_of_a_compound_finds_it(nrw):
    publish(nrw, "Geflüchtetenunterkunft am Hafen")
    Synonym.objects.all().delete()
    assert "Geflüchtetenunterkunft am Hafen" in found("Unterkunft")
    assert "Kommunale Entwicklungspolitik" in found("Politik")[:3]


def test_a_compound_finds_its_second_half_after_itself(nrw):
    Synonym.objects.all().delete()
    publish(nrw, "Ein Raumschiff", "Der Hafen für Sterne")
    publish(nrw, "Schiff und Raum")
    assert found("Raumschiff") == ["Ein Raumschiff", "Schiff und Raum"]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("raten", "beraten"),  # a syllable before a verb makes another word of it
        ("Stellung", "Herstellung"),
        ("Werbung", "Wettbewerb"),  # "Wettbe" is no word
        ("Wort", "Verantwortung"),
    ],
)
def test_ends_of_words_that_are_no_words_of_their_own_find_nothing(nrw, typed, written):
    Synonym.objects.all().delete()
    title = f"Zitrone {written}"
    publish(nrw, title)
    assert title not in found(typed)


# --- Typing errors ---


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Kiel", "viel"),
        ("Oman", "Omar"),
        ("Peru", "Peur"),  # a country, though two letters are swapped
        ("Rhein", "rein"),
        ("Witten", "Wirten"),  # a town
        ("Herten", "Werten"),
        ("Gambia", "Zambia"),
        ("Trier", "Tier"),
    ],
)
def test_a_word_of_its_own_is_no_typing_error(nrw, typed, written):
    publish(nrw, f"Zitrone {written}")
    result = answer(typed, NRW)
    assert not result.corrections and not result.ids


@pytest.mark.parametrize(
    ("typed", "written"), [("Farie", "Faire"), ("Kölln", "Köln"), ("Kafee", "Kaffee")]
)
def test_short_words_with_swapped_or_doubled_letters_are_forgiven(nrw, typed, written):
    publish(nrw, f"Zitrone {written}")
    assert f"Zitrone {written}" in found(f"Zitrone {typed}")


# --- What blocks show of the settings of an edition ---


def test_contact_and_partners_are_found_on_the_page_that_shows_them(nrw):
    assert "Beratung anfragen" in found("Opferfelder")
    assert "Kooperation und Förderung" in found("Bundesministerium")[:3]
    assert found("Opferfelder", BW) == []
    nrw.address = "Zitronenweg 1"
    nrw.save_revision().publish()
    assert "Beratung anfragen" in found("Zitronenweg")
    assert found("Opferfelder") == []


# --- Results ---


def test_a_synonym_is_marked_in_the_snippet(visitor, nrw):
    response = ask(visitor, "Asylbewerber")
    assert titles(response)[0].startswith("Die Beteiligung von Geflüchteten")
    result = soup(response).select_one(".result")
    assert "Geflüchtete" in [mark.get_text() for mark in result.find_all("mark")]


def test_quoted_words_find_nothing_else(nrw):
    assert found("Asylbewerber") and not found('"Asylbewerber"')
    assert Page.objects.filter(title="Kommunale Entwicklungspolitik").exists()
    assert "Kommunale Entwicklungspolitik" not in found('"Politik"')
