"""What search engines are told: site map, robots.txt, canonical addresses, languages."""

import pytest

from home.models import ContentPage
from tests.factories.pages import publish_english_home
from tests.site import PUBLIC, is_html, links, sitemap, soup

pytestmark = pytest.mark.sqlite_is_enough("how a page looks")


def test_site_map_lists_the_public_pages_and_nothing_else(visitor):
    listed = set(sitemap(visitor))
    pages = {path for path in PUBLIC if not path.endswith((".txt", ".xml"))}
    assert listed == {f"http://testserver{path}" for path in pages}


def test_site_map_leaves_out_what_staff_hide_from_search_engines(visitor, nrw):
    page = ContentPage.objects.child_of(nrw).get(slug="miglobe")
    page.noindex = True
    page.save_revision().publish()
    assert "http://testserver/nrw/miglobe/" not in sitemap(visitor)
    robots = soup(visitor.get("/nrw/miglobe/")).find("meta", {"name": "robots"})
    assert "noindex" in robots["content"]


def test_site_map_leaves_out_private_pages(visitor, nrw):
    page = ContentPage.objects.child_of(nrw).get(slug="miglobe")
    page.view_restrictions.create(restriction_type="login")
    assert "http://testserver/nrw/miglobe/" not in sitemap(visitor)


def test_languages_name_each_other_but_editions_do_not(visitor, nrw):
    assert set(map(str, sitemap(visitor).values())) == {"{}"}
    assert not soup(visitor.get("/nrw/")).find_all("link", rel="alternate")
    publish_english_home(nrw)
    both = {"de": "http://testserver/nrw/", "en": "http://testserver/nrw/en/"}
    entries = sitemap(visitor)
    assert entries["http://testserver/nrw/"] == entries["http://testserver/nrw/en/"] == both
    assert entries["http://testserver/bw/"] == {}
    for path in ("/nrw/", "/nrw/en/"):
        alternates = soup(visitor.get(path)).find_all("link", rel="alternate")
        assert {link["hreflang"]: link["href"] for link in alternates} == both


def test_english_page_is_reached_and_left_by_the_switch(visitor, nrw):
    publish_english_home(nrw)
    assert "/nrw/en/" in {address for *_rest, address in links(visitor.get("/nrw/"))}
    assert "/nrw/" in {address for *_rest, address in links(visitor.get("/nrw/en/"))}
    assert "/nrw/en/" not in {address for *_rest, address in links(visitor.get("/bw/"))}


def canonical(response):
    return soup(response).find("link", rel="canonical")["href"]


def test_every_page_names_its_own_address_as_canonical(crawled):
    pages = {path: r for path, r in crawled.items() if r.status_code == 200 and is_html(r)}
    assert len(pages) > 10
    for path, response in pages.items():
        assert canonical(response) == f"http://testserver{path.partition('?')[0]}"


@pytest.mark.parametrize("path", [path for path in PUBLIC if path.endswith("/")])
def test_canonical_address_is_at_the_configured_host(path, visitor, settings):
    settings.BASE_URL = "https://www.example.org"
    assert canonical(visitor.get(path)) == f"https://www.example.org{path}"


def test_query_is_no_part_of_the_canonical_address(visitor):
    assert canonical(visitor.get("/nrw/?utm_source=x")) == "http://testserver/nrw/"


def test_robots_may_read_the_site_but_not_the_cms(visitor):
    response = visitor.get("/robots.txt")
    assert response.headers["Content-Type"].startswith("text/plain")
    lines = response.content.decode().splitlines()
    assert "Disallow: /admin/" in lines
    assert "Disallow: /" not in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines


def test_language_is_told_without_the_edition(visitor, nrw):
    publish_english_home(nrw)
    for path, language in (("/nrw/", "de"), ("/bw/miglobe/", "de"), ("/nrw/en/", "en")):
        response = visitor.get(path)
        assert soup(response).html["lang"] == language
        assert response.headers["Content-Language"] == language
    for path in ("/", "/mitglieder/", "/nix/"):
        assert soup(visitor.get(path)).html["lang"] == "de"
