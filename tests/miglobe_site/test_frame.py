"""Header and footer: what stands on the line, under “More” and at the end of every page."""

import pytest
from django.db import OperationalError, connection

from home.models import ContentPage
from tests.factories.legal import publish_legal_page
from tests.site import soup, visible_text

pytestmark = pytest.mark.sqlite_is_enough("how pages look")


def line(answer):
    return [a.get_text() for a in soup(answer).select(".menu__list--wide > li > a")]


def more(answer):
    return [a.get_text() for a in soup(answer).select(".menu__list--wide .drop__list a")]


@pytest.fixture
def add_page(nrw):
    def add(title):
        page = ContentPage(title=title, show_in_menus=True)
        nrw.add_child(instance=page)
        page.save_revision().publish()
        return page

    return add


def test_line_holds_the_first_entries_and_the_rest_stands_under_more(visitor):
    answer = visitor.get("/nrw/")
    assert line(answer) == ["Über MiGlobe", "Wir sind MiGlobe", "Praxisbeispiele"]
    assert "Kommunale Entwicklungspolitik" in more(answer)
    request = soup(answer).select_one(".site-header__request")
    assert request["href"] == "/nrw/beratung-anfragen/"
    assert request.get_text() not in [*line(answer), *more(answer)]


def test_many_and_long_titles_go_under_more(visitor, nrw, add_page):
    for number in range(15):
        add_page(f"Seite {number}")
    long = add_page("Donaudampfschifffahrtsgesellschaft " * 6)
    long.move(nrw, "first-child")
    answer = visitor.get("/nrw/")
    assert line(answer) == []
    assert len(more(answer)) == 23 and long.title.strip() in more(answer)[0]
    assert soup(answer).select_one(".menu__list--wide summary").get_text() == "Menü"


def test_page_under_more_is_marked(visitor):
    page = soup(visitor.get("/nrw/kooperation/"))
    assert page.select_one(".menu__list--wide summary.is-current")


@pytest.mark.parametrize("path", ["mitglieder/?thema=agenda-2030", "suche/?q=Fairer+Handel"])
def test_switch_keeps_what_was_searched_for(path, visitor):
    there = soup(visitor.get(f"/nrw/{path}")).select_one('.switch a[href^="/bw/"]')
    assert there["href"] == f"/bw/{path}"
    assert "Startseite" not in there.get_text()


def test_switch_takes_no_page_of_a_list_and_no_query_of_a_text_along(visitor):
    for path, wanted in (
        ("mitglieder/?page=2", "/bw/mitglieder/"),
        ("miglobe/?x=1", "/bw/miglobe/"),
    ):
        there = soup(visitor.get(f"/nrw/{path}")).select_one('.switch a[href^="/bw/"]')
        assert there["href"] == wanted


def test_edition_without_contact_leads_to_its_page_for_requests(visitor):
    contact = soup(visitor.get("/bw/miglobe/")).select_one(".site-footer__contact")
    assert contact.a["href"] == "/bw/beratung-anfragen/"
    contact = soup(visitor.get("/nrw/miglobe/")).select_one(".site-footer__contact")
    assert "info@fsi-forum.de" in contact.get_text()


@pytest.mark.parametrize("path", ["/nix/", "/", "/mitglieder/", "/mitglieder/merkliste/"])
def test_legal_pages_stand_on_each_page_of_no_edition(path, visitor, nrw):
    publish_legal_page(nrw)
    assert soup(visitor.get(path)).select('footer a[href="/nrw/impressum/"]')


def test_failing_page_shows_the_legal_pages(visitor, nrw, monkeypatch):
    publish_legal_page(nrw)

    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("home.models.ContentPage.serve", fail)
    answer = visitor.get("/nrw/miglobe/")
    assert answer.status_code == 500
    assert soup(answer).select('footer a[href="/nrw/impressum/"]')


def test_without_the_database_those_that_were_shown_last_stand_there(visitor, nrw):
    publish_legal_page(nrw)
    visitor.get("/mitglieder/")

    def refuse(*args):
        raise OperationalError("could not connect")

    with connection.execute_wrapper(refuse):
        answer = visitor.get("/mitglieder/")
    assert answer.status_code == 503
    assert soup(answer).select('footer a[href="/nrw/impressum/"]')


def test_portal_says_how_many_teams_there_are_and_whom_others_write_to(visitor):
    text = visible_text(visitor.get("/"))
    assert "kostenlos" in text
    assert "Bisher haben zwei Bundesländer ein eigenes Team." in text
    assert "Jedes Bundesland" not in text
    assert soup(visitor.get("/")).select('main a[href="mailto:info@fsi-forum.de"]')
    assert soup(visitor.get("/")).select_one("main .film__link")["href"].endswith("/erklaervideo/")


def test_search_of_the_portal_searches_all_editions(visitor):
    form = soup(visitor.get("/")).select_one("main form")
    query = {field["name"]: field.get("value", "Handel") for field in form.select("input[name]")}
    answer = visitor.get(form["action"], query)
    assert answer.status_code == 200 and "Handel" in visible_text(answer)


def test_all_advisors_says_that_it_is_free(visitor):
    assert "kostenlos" in soup(visitor.get("/mitglieder/")).main.get_text()
