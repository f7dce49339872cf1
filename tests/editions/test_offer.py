"""What visitors see of an edition whose offer is paused or archived."""

import pytest

from consultations.models import RequestPage
from editions.takeover import take_over
from home.models import ContentPage, HomePage
from tests.factories.copies import publish_translation
from tests.site import (
    MOST_QUERIES,
    links,
    soup,
    visible_text,
)

pytestmark = pytest.mark.sqlite_is_enough("what pages say")

PAUSED = "Unser Angebot ist unterbrochen: Zurzeit nehmen wir keine neuen Anfragen an."
ARCHIVED = "Diese Seiten sind archiviert: Sie bleiben lesbar, werden aber nicht mehr gepflegt."
NOT_NOW = "Zurzeit können Sie hier keine Beratung anfragen."
NO_MORE = "Hier können Sie keine Beratung mehr anfragen."
OWN = "Bis Ende Januar nehmen wir keine neuen Anfragen an."
EVERYWHERE = ["/nrw/", "/nrw/miglobe/", "/nrw/mitglieder/", "/nrw/beratung-anfragen/"]


@pytest.fixture
def set_offer(nrw):
    def publish(status, notice=""):
        home = HomePage.objects.get(pk=nrw.pk)
        home.offer_status, home.offer_notice = status, notice
        home.save_revision().publish()

    return publish


@pytest.fixture
def english(nrw):
    """NRW's start page and page for requests in English, both public."""
    home = HomePage.objects.get(locale__language_code="en-x-nrw")
    publish_translation(home)
    german = RequestPage.objects.child_of(nrw).get()
    publish_translation(take_over(german, home.locale))


def addresses(response):
    return {address for _tag, _attribute, address in links(response)}


def notice(response):
    found = soup(response).select_one(".notice")
    return " ".join(found.get_text(" ").split()) if found else ""


def robots(response):
    tag = soup(response).find("meta", {"name": "robots"})
    return tag and tag["content"]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_active_offer_needs_no_notice(path, visitor, site):
    assert notice(visitor.get(path)) == ""
    assert NOT_NOW not in visible_text(visitor.get(path))


@pytest.mark.parametrize(("status", "sentence"), [("paused", PAUSED), ("archived", ARCHIVED)])
@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_page_says_so(path, status, sentence, visitor, set_offer):
    set_offer(status)
    response = visitor.get(path)
    assert response.status_code == 200
    assert notice(response) == sentence


def test_staff_say_it_in_their_own_words(visitor, set_offer):
    set_offer("paused", OWN)
    assert notice(visitor.get("/nrw/miglobe/")) == OWN
    set_offer("archived", OWN)
    assert notice(visitor.get("/nrw/miglobe/")) == f"{ARCHIVED} {OWN}"
    set_offer("active", OWN)
    assert notice(visitor.get("/nrw/miglobe/")) == OWN


@pytest.mark.parametrize("status", ["paused", "archived"])
def test_other_edition_goes_on(status, visitor, set_offer):
    before = visible_text(visitor.get("/bw/beratung-anfragen/"))
    set_offer(status)
    assert visible_text(visitor.get("/bw/beratung-anfragen/")).replace(
        "Nordrhein-Westfalen ", ""
    ) == before.replace("Nordrhein-Westfalen ", "")
    assert notice(visitor.get("/bw/")) == ""


@pytest.mark.parametrize("status", ["paused", "archived"])
def test_no_button_invites_to_ask(status, visitor, set_offer):
    inviting = soup(visitor.get("/nrw/")).select("a.button")
    assert {link["href"] for link in inviting} == {"/nrw/beratung-anfragen/"}
    set_offer(status)
    for path in EVERYWHERE:
        page = soup(visitor.get(path))
        assert not page.select(".request-band"), path
        assert not page.select("main a.button"), path


@pytest.mark.parametrize(("status", "reason"), [("paused", NOT_NOW), ("archived", NO_MORE)])
def test_page_for_requests_says_why_there_is_no_asking(status, reason, visitor, set_offer):
    assert NOT_NOW not in visible_text(visitor.get("/nrw/beratung-anfragen/"))
    set_offer(status)
    assert reason in visible_text(visitor.get("/nrw/beratung-anfragen/"))
    assert reason in visible_text(visitor.get("/nrw/")), "in the call to action"
    assert reason not in visible_text(visitor.get("/nrw/miglobe/"))


def test_button_to_another_page_stays(visitor, nrw, set_offer):
    page = ContentPage.objects.child_of(nrw).get(slug="miglobe")
    members = nrw.get_children().get(slug="mitglieder")
    page.body = [("call_to_action", {"heading": "Lesen Sie", "page": members})]
    page.save_revision().publish()
    set_offer("paused")
    [button] = soup(visitor.get("/nrw/miglobe/")).select("main a.button")
    assert button["href"] == "/nrw/mitglieder/"


def test_status_counts_in_english_at_once(visitor, english, set_offer):
    assert soup(visitor.get("/nrw/en/")).select("a.button")
    set_offer("paused")
    for path in ("/nrw/en/", "/nrw/en/beratung-anfragen/"):
        response = visitor.get(path)
        assert notice(response).startswith("Our offer is interrupted"), path
        assert not soup(response).select("main a.button"), path
    assert "cannot be requested" in visible_text(visitor.get("/nrw/en/beratung-anfragen/"))
    set_offer("archived")
    assert robots(visitor.get("/nrw/en/")) == "noindex"
    assert "/nrw/en/" not in visitor.get("/sitemap.xml").content.decode()


def test_english_page_for_requests_does_not_lead_to_itself(visitor, english):
    assert soup(visitor.get("/nrw/en/")).select("a.button")
    assert not soup(visitor.get("/nrw/en/beratung-anfragen/")).select(".request-band")


def test_paused_edition_stays_where_it_is_found_and_says_so(visitor, set_offer):
    set_offer("paused")
    entry = soup(visitor.get("/")).select_one('.portal__list [data-edition="nrw"]')
    assert "zurzeit keine Anfragen" in entry.get_text()
    assert "/nrw/" in addresses(visitor.get("/bw/"))
    assert "/nrw/miglobe/" in visitor.get("/sitemap.xml").content.decode()
    assert robots(visitor.get("/nrw/")) is None


def test_archived_edition_is_left_out_everywhere_but_at_its_own_address(visitor, set_offer):
    set_offer("archived")
    for path in ("/", "/mitglieder/", "/bw/", "/bw/miglobe/"):
        found = {address for address in addresses(visitor.get(path)) if "/nrw" in address}
        assert {address for address in found if "/media/" not in address} == set(), path
    assert "/nrw/" not in visitor.get("/sitemap.xml").content.decode()
    assert "/bw/" in visitor.get("/sitemap.xml").content.decode()
    for path in EVERYWHERE:
        response = visitor.get(path)
        assert robots(response) == "noindex", path
        switch = soup(response).select_one(".switch")
        assert switch.select_one("[aria-current]").get_text() == "Nordrhein-Westfalen", path
        assert "Baden-Württemberg" in switch.get_text(), path


def test_reopened_edition_is_back(visitor, set_offer):
    before = {path: visible_text(visitor.get(path)) for path in ("/", "/bw/", *EVERYWHERE)}
    set_offer("archived")
    set_offer("active")
    assert {path: visible_text(visitor.get(path)) for path in before} == before
    assert robots(visitor.get("/nrw/")) is None


@pytest.mark.parametrize("status", ["paused", "archived"])
def test_status_costs_few_queries(status, set_offer, english, queries):
    set_offer(status)
    for path in ("/", "/mitglieder/", "/sitemap.xml", "/nrw/en/", *EVERYWHERE):
        assert len(queries(path)) <= MOST_QUERIES, path
