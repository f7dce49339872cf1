"""The feed of practice examples."""

from xml.etree import ElementTree

import feedparser

from tests.factories.examples import DORTMUND, LIST, published
from tests.site import soup


def test_is_valid_and_has_each_example_with_its_date(site, visitor):
    page = published(title="Ein & alle <Beispiele>")
    response = visitor.get(f"{LIST}feed/")
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = feedparser.parse(response.content)
    assert not feed.bozo and feed.version == "atom10"
    assert feed.feed.title == "Praxisbeispiele – MiGlobe NRW"
    assert len(feed.entries) == 4 and len({entry.id for entry in feed.entries}) == 4
    newest = feed.entries[0]
    assert newest.title == "Ein &amp; alle &lt;Beispiele&gt;" or newest.title == page.title
    assert newest.link == f"http://testserver{page.url}"
    assert newest.published_parsed and newest.updated_parsed and newest.summary
    root = ElementTree.fromstring(response.content)
    kinds = {link.get("rel") for link in root.findall("{http://www.w3.org/2005/Atom}link")}
    assert kinds == {"alternate", "self"}


def test_is_named_in_the_head_of_list_and_page(visitor):
    for path in (LIST, f"{LIST}{DORTMUND}/"):
        link = soup(visitor.get(path)).head.find("link", type="application/atom+xml")
        assert link["href"] == f"{LIST}feed/"
    assert not soup(visitor.get("/nrw/")).find("link", type="application/atom+xml")


def test_knows_one_edition_only_and_survives_control_characters(site, visitor):
    published(title="Zeichen \x0b \x1f weg")
    feed = feedparser.parse(visitor.get(f"{LIST}feed/").content)
    assert not feed.bozo
    assert all("/nrw/" in entry.link for entry in feed.entries)


def test_of_an_edition_off_show_is_not_there(nrw, visitor):
    nrw.unpublish()
    assert visitor.get(f"{LIST}feed/").status_code == 404
