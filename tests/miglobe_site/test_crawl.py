"""What holds for every address that a visitor can reach by following links."""

from itertools import pairwise
from urllib.parse import urlsplit

import html5lib
import pytest

from miglobe_site import styles
from tests.site import is_html, links, soup

markup = pytest.mark.sqlite_is_enough("markup")


@pytest.fixture
def answers(crawled):
    assert len(crawled) >= 20
    return crawled


@pytest.fixture
def pages(answers):
    return {path: r for path, r in answers.items() if r.status_code == 200 and is_html(r)}


def test_no_link_is_broken(answers):
    assert {path: r.status_code for path, r in answers.items() if r.status_code >= 400} == {}


def test_nothing_is_asked_of_others(pages):
    foreign = {
        (path, address)
        for path, response in pages.items()
        for _tag, _attribute, address in links(response)
        if urlsplit(address).netloc not in {"", "testserver"}
        or urlsplit(address).scheme not in {"", "http", "mailto", "tel"}
    }
    assert foreign == set()


def test_no_cookie_is_set(answers):
    assert {path for path, response in answers.items() if response.cookies} == set()


@markup
def test_policy_is_strict_and_nothing_is_inline(pages):
    for path, response in pages.items():
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, path
        for loose in ("unsafe", "*", "http:", "https:", "data:", "blob:"):
            assert loose not in policy, path
        for element in soup(response).find_all(True):
            inline = {name for name in element.attrs if name == "style" or name.startswith("on")}
            assert not inline, (path, element)
            if element.name == "style":
                assert styles.source(element.string) in policy, path
            if element.name == "script" and element.get("type") != "application/ld+json":
                assert element.get("src"), (path, element)


@markup
def test_each_page_says_what_it_is_and_has_a_picture_to_share(pages):
    for path, response in pages.items():
        head = soup(response).head
        if not head.find("meta", property="og:title"):
            assert path.startswith("/mein-profil/"), path
            continue
        description = head.find("meta", attrs={"name": "description"})["content"]
        assert len(description) >= 50, (path, description)
        assert head.find("meta", property="og:image")["content"].startswith("http"), path


@markup
def test_each_page_has_one_main_heading_and_a_title_of_its_own(pages):
    titles = {}
    for path, response in pages.items():
        document = soup(response)
        assert len(document.find_all("h1")) == 1, path
        assert document.h1.get_text().strip(), path
        assert len(document.find_all("main")) == 1, path
        titles.setdefault(document.title.get_text().strip(), set()).add(path.partition("?")[0])
    assert {title: paths for title, paths in titles.items() if len(paths) > 1} == {}


@markup
def test_headings_skip_no_level(pages):
    for path, response in pages.items():
        levels = [int(h.name[1]) for h in soup(response).main.find_all(["h1", "h2", "h3", "h4"])]
        steps = pairwise(levels)
        assert levels[0] == 1, path
        assert all(after - before <= 1 for before, after in steps), (path, levels)


@markup
def test_html_is_valid_and_ids_are_unique(pages):
    for path, response in pages.items():
        parser = html5lib.HTMLParser()
        parser.parse(response.content)
        assert parser.errors == [], path
        ids = [element["id"] for element in soup(response).find_all(id=True)]
        assert len(ids) == len(set(ids)), path


@markup
def test_named_and_described_for_assistive_technology(pages):
    for path, response in pages.items():
        document = soup(response)
        for image in document.find_all("img"):
            assert "alt" in image.attrs, (path, image)
        for link in document.find_all("a", href=True):
            name = link.get("aria-label") or link.get_text() or ""
            pictured = link.find(attrs={"aria-label": True}) or link.find("img", alt=True)
            assert name.strip() or pictured, (path, link)
        first = document.body.find("a")
        assert first["href"] == "#main", path
        assert document.find(id="main"), path
