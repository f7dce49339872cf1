"""Error pages: in German, in the look of the site, and with a way on."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import RequestFactory

from editions.registry import EDITIONS
from home.views import page_not_found
from miglobe_site import errors
from miglobe_site.styles import style_sheet
from tests.site import MOST_QUERIES, links, soup, visible_text

HEADINGS = {
    400: "Ungültige Anfrage",
    403: "Kein Zugang",
    404: "Seite nicht gefunden",
    500: "Da ist etwas schiefgegangen",
}


def looks_like_the_site(response):
    document = soup(response)
    return (
        document.html["lang"] == "de"
        and document.select_one('header [aria-label="MiGlobe"]')
        and document.find("style").string == style_sheet("site")
        and "noindex" in document.find("meta", {"name": "robots"})["content"]
        and len(document.find_all("h1")) == 1
    )


@pytest.mark.parametrize("path", ["/nix/", "/nrw/nix/", "/bw/nix/", "/media/images/x"])
def test_missing_page(path, visitor):
    response = visitor.get(path)
    assert response.status_code == 404
    assert looks_like_the_site(response)
    assert HEADINGS[404] in visible_text(response)


def test_missing_english_page_says_so_in_english(visitor):
    response = visitor.get("/nrw/en/nix/")
    assert soup(response).html["lang"] == "en"
    assert "Page not found" in visible_text(response)


def test_missing_page_leads_back_to_its_edition(visitor):
    named = {address for *_rest, address in links(visitor.get("/bw/nix/"))}
    assert {"/", "/bw/"} <= named
    assert "Baden-Württemberg" in visible_text(visitor.get("/bw/nix/"))


@pytest.mark.parametrize("path", ["/nrw/x/", "/nrw/miglobe/x/", "/bw/praxisbeispiele/x/"])
def test_missing_page_inside_an_edition_keeps_its_colour_menu_and_search(visitor, queries, path):
    edition = path[1:].partition("/")[0]
    response = visitor.get(path)
    document = soup(response)
    assert response.status_code == 404 and looks_like_the_site(response)
    assert document.html["data-edition"] == edition
    assert document.select_one(f'header a[href="/{edition}/miglobe/"]')
    assert document.select_one(f'header form[action="/{edition}/suche/"]')
    assert len(queries(path)) <= MOST_QUERIES


def test_missing_page_of_a_closed_edition_shows_nothing_of_it(visitor, bw):
    bw.unpublish()
    response = visitor.get("/bw/x/")
    assert response.status_code == 404 and looks_like_the_site(response)
    assert not soup(response).select('header form, header a[href^="/bw/"]')


def test_missing_page_inside_an_edition_without_database(visitor, monkeypatch):
    def fail(*args):
        raise OperationalError("could not connect")

    monkeypatch.setattr("home.views.Frame", fail)
    response = visitor.get("/nrw/x/")
    assert response.status_code == 404 and looks_like_the_site(response)
    assert HEADINGS[404] in visible_text(response)


def test_unknown_host_gets_the_page_for_bad_requests(visitor):
    response = visitor.get("/nrw/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert looks_like_the_site(response)
    assert "evil.example" not in response.content.decode()


def test_forged_form_gets_the_page_for_refusals(site):
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x"})
    assert response.status_code == 403
    assert looks_like_the_site(response)
    assert "Formular" in visible_text(response)


def test_failing_page_shows_nothing_of_the_failure(visitor, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("secret detail")

    monkeypatch.setattr("home.models.ContentPage.serve", fail)
    response = visitor.get("/nrw/miglobe/")
    assert response.status_code == 500
    assert looks_like_the_site(response)
    assert HEADINGS[500] in visible_text(response)
    assert "secret detail" not in response.content.decode()
    assert "Traceback" not in response.content.decode()


def test_page_without_permission(visitor, monkeypatch):
    def refuse(*args, **kwargs):
        raise PermissionDenied

    monkeypatch.setattr("home.models.ContentPage.serve", refuse)
    response = visitor.get("/nrw/miglobe/")
    assert response.status_code == 403
    assert looks_like_the_site(response)
    assert HEADINGS[403] in visible_text(response)


@pytest.mark.parametrize("status", HEADINGS)
def test_error_page_needs_no_database(status):
    """Not even a test's own access to it is granted here."""
    request = RequestFactory().get("/nrw/x/")
    request.edition = EDITIONS["nrw"]
    views = {
        400: errors.bad_request,
        403: errors.permission_denied,
        404: page_not_found,
        500: errors.server_error,
    }
    arguments = [] if status == 500 else [Exception()]
    response = views[status](request, *arguments)
    assert isinstance(response, HttpResponse)
    assert response.status_code == status
    assert looks_like_the_site(response)
    assert HEADINGS[status] in visible_text(response)


def test_site_without_its_database_shows_the_error_page(visitor):
    def refuse(*args):
        raise OperationalError("could not connect")

    with connection.execute_wrapper(refuse):
        for path in ("/", "/nrw/", "/nrw/miglobe/", "/sitemap.xml", "/mitglieder/"):
            response = visitor.get(path)
            assert response.status_code == 500
            assert looks_like_the_site(response)
