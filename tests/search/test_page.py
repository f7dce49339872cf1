"""The page of results and the suggestions, as visitors see them; no query can break them."""

import json

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import ContentPage
from members import consents
from members.models import ConsentKind, MemberPage
from search import suggestions
from search.models import Entry
from tests.factories.copies import page_in, text
from tests.factories.pages import edit
from tests.factories.searches import URL, ask, titles
from tests.site import soup, visible_text

MOST_QUERIES = 10


@pytest.fixture
def archive(nrw):
    """25 pages with the same word, so that there are three pages of results."""
    for number in range(25):
        page = ContentPage(title=f"Sachbericht {number}", slug=f"bericht-{number}")
        nrw.add_child(instance=page)
        page.save_revision().publish()


def test_results_show_kind_title_place_and_marked_words(visitor):
    response = ask(visitor, "Berater*in Köln")
    result = soup(response).select_one(".result")
    assert "Beraterin oder Berater · Köln · NRW · Beispielprofil" in result.get_text()
    assert result.h2.a["href"] == "/nrw/mitglieder/amina-lindenfeld/"
    assert "Beraterin" in [mark.get_text() for mark in result.find_all("mark")]
    assert soup(response).find(id="search")["value"] == "Berater*in Köln"
    assert soup(response).find("meta", {"name": "robots"})["content"] == "noindex"
    assert soup(response).select_one(".sheet-address").get_text().endswith("testserver/nrw/suche/")
    assert "Suche nach „Berater*in Köln“ – MiGlobe NRW" in soup(response).title.get_text()


def test_facets_count_and_narrow(visitor):
    document = soup(ask(visitor, "Beratung"))
    chips = [" ".join(a.get_text().split()) for a in document.select(".search-kinds a")]
    assert chips[0].startswith("Alles (")
    numbers = [int(chip.rpartition("(")[2][:-1]) for chip in chips]
    assert numbers[0] == sum(numbers[1:])
    response = ask(visitor, "Beratung", art="advisor")
    assert f"{len(titles(response))} Treffer" in visible_text(response)
    assert all("Beraterin oder Berater" in r.get_text() for r in soup(response).select(".result"))


def test_pages_of_ten_keep_the_query(visitor, archive):
    first, last = ask(visitor, "Sachbericht"), ask(visitor, "Sachbericht", seite=3)
    assert (len(titles(first)), len(titles(last))) == (10, 5)
    assert "25 Treffer in Nordrhein-Westfalen" in visible_text(first)
    assert soup(first).select_one(".pagination a")["href"] == "?q=Sachbericht&seite=2#results"


def test_other_edition_only_when_asked(visitor):
    here = ask(visitor, "Ahrental")
    assert titles(here) == []
    link = soup(here).select_one(".search-scope a")
    assert link.get_text() == "In allen Bundesländern suchen (1)"
    assert titles(visitor.get(URL + link["href"])) == ["Jean Ahrental"]


def test_typing_error_is_said(visitor):
    text = visible_text(ask(visitor, "beratnug"))
    assert "Zu „beratnug“ gibt es keine Treffer. Das sind die Treffer für: Beratung" in text


def test_nothing_found_leads_on(visitor):
    response = ask(visitor, "xyzzy")
    assert "Wir haben nichts gefunden." in visible_text(response)
    assert soup(response).select(".search-nothing a[href='/nrw/beratung-anfragen/']")


def test_markup_in_a_query_and_in_a_page_is_text(visitor, nrw):
    page = ContentPage(title="<script>alert(1)</script> Zimt", slug="zimt")
    page.summary = "<img src=x onerror=alert(2)> Zimt & Zucker"
    nrw.add_child(instance=page)
    page.save_revision().publish()
    page_in(nrw, slug="sterne", body=text("Zimt &lt;b onclick=alert(4)&gt; steht als Zeichen da."))
    response = ask(visitor, '"><script>alert(3)</script> Zimt')
    markup = response.content.decode()
    assert "&lt;b onclick" in markup and "<b onclick" not in markup
    assert "<script>alert" not in markup
    assert "onerror" not in markup
    assert "Zimt" in visible_text(response)


@pytest.mark.parametrize(
    "path", ["/suche/", "/nrw/en/suche/", "/bayern/suche/", "/suche/vorschlaege/?q=be"]
)
def test_no_search_where_no_edition_is(visitor, path):
    assert visitor.get(path).status_code == 404


def test_stale_entry_is_never_shown(visitor, nrw):
    """Whatever the index says, the pages themselves are asked."""
    page = MemberPage.objects.get(slug="amina-lindenfeld", locale__language_code="de-x-nrw")
    entry = Entry.objects.get(page=page)
    consents.record(page, {ConsentKind.WEB: False})
    Entry.objects.bulk_create([entry])
    response = ask(visitor, "Lindenfeld")
    assert titles(response) == []
    assert "Amina" not in visible_text(response)
    assert visitor.get(f"{URL}vorschlaege/?q=amina").json() == {"suggestions": []}


def test_archived_edition_is_found_by_its_readers_alone(visitor, bw):
    bw.offer_status = bw.OfferStatus.ARCHIVED
    bw.save_revision().publish()
    assert titles(ask(visitor, "Ahrental", ausgaben="alle")) == []
    assert titles(ask(visitor, "Ahrental", "/bw/suche/")) == ["Jean Ahrental"]


QUERIES = {
    "nothing asked": {},
    "found": {"q": "Beratung"},
    "all editions": {"q": "Beratung", "ausgaben": "alle", "art": "advisor"},
    "typing error": {"q": "beratnug"},
    "some words": {"q": "Beratung Raumfahrt Zimt"},
    "some words with an error": {"q": "beratnug raumfahrt"},
    "nothing found": {"q": "xyzzy plugh"},
}


@pytest.mark.parametrize("name", QUERIES)
def test_search_stays_within_its_budget(visitor, name):
    visitor.get("/nrw/")
    ContentType.objects.get_for_model(ContentPage)
    with CaptureQueriesContext(connection) as context:
        assert visitor.get(URL, QUERIES[name]).status_code == 200
    print(f"{name}: {len(context)} queries")
    assert len(context) <= MOST_QUERIES, [query["sql"][:150] for query in context]


def test_address_of_the_search_is_taken(admin, nrw):
    address = f"/admin/pages/add/home/contentpage/{nrw.pk}/"
    response = edit(admin, address, changes={"title": "Finden", "slug": "suche"})
    assert "Diese Adresse ist vergeben: an eine andere Sprache, an die Suche oder an Anfragen." in (
        visible_text(response)
    )


def test_search_engines_are_told_of_the_search(visitor):
    data = soup(visitor.get("/nrw/")).find("script", type="application/ld+json")
    site = next(e for e in json.loads(data.string)["@graph"] if e["@type"] == "WebSite")
    template = site["potentialAction"]["target"]["urlTemplate"]
    assert template == "http://testserver/nrw/suche/?q={search_term_string}"


# --- Suggestions ---


def suggested(client, text):
    return [each["title"] for each in ask(client, text, f"{URL}vorschlaege/").json()["suggestions"]]


def test_beginning_of_a_word_suggests_names(visitor):
    assert suggested(visitor, "beratu") == ["Beratung anfragen"]
    assert suggested(visitor, "oeff") == ["Interkulturelle Öffnung"]
    assert suggested(visitor, "yara t") == ["Dr. Yara Tannwald"]
    assert suggested(visitor, "Ahrental") == suggested(visitor, "b") == suggested(visitor, "") == []


def test_suggestions_are_cached_until_something_changes(
    visitor, nrw, django_capture_on_commit_callbacks
):
    assert suggested(visitor, "zim") == []
    with CaptureQueriesContext(connection) as context:
        assert suggested(visitor, "Zim") == []
    assert len(context) == 0
    with django_capture_on_commit_callbacks(execute=True):
        nrw.add_child(instance=ContentPage(title="Zimt", slug="zimt")).save_revision().publish()
    assert suggested(visitor, "zim") == ["Zimt"]


def test_one_address_cannot_ask_without_end(visitor, monkeypatch):
    monkeypatch.setattr(suggestions, "MOST_A_MINUTE", 2)
    monkeypatch.setattr(suggestions.time, "time", lambda: 1_000_000)
    url = f"{URL}vorschlaege/"
    answers = [ask(visitor, text, url) for text in ("ab", "ac", "ad", "ab")]
    assert [answer.status_code for answer in answers] == [200, 200, 429, 200]
    assert answers[0]["Cache-Control"] == "public, max-age=60"
    assert answers[2].json() == {"suggestions": []}
