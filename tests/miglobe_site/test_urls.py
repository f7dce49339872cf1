"""Addresses: what answers, what leads elsewhere, and what does not exist."""

import re
from urllib.parse import quote, unquote_to_bytes

import pytest
from wagtail import hooks
from wagtail.models import Page
from wagtail.users.models import UserProfile

from home.models import ContentPage
from tests.factories.pages import edit
from tests.site import PUBLIC, links, login, soup, visible_text

DRAFTS = [
    "/bw/kommunale-entwicklungspolitik/",
    "/bw/interkulturelle-oeffnung/",
    "/bw/kooperation/",
    "/nrw/en/",
    "/bw/en/",
    "/nrw/leicht/",
    "/bw/leicht/",
    "/nrw/impressum/",
    "/nrw/datenschutz/",
    "/bw/barrierefreiheit/",
    "/bw/leichte-sprache/",
]
STRANGE = {
    "unknown edition": "/xyz/",
    "edition that has no pages": "/bayern/",
    "page of an edition that has no pages": "/bayern/miglobe/",
    "unknown language": "/nrw/fr/",
    "language without edition": "/de/",
    "plain German without edition": "/leicht/",
    "code of plain German as a prefix": "/nrw/de-simple/",
    "locale code": "/de-x-nrw/",
    "German as a prefix": "/nrw/de/miglobe/",
    "English page that does not exist": "/nrw/en/miglobe/",
    "no trailing slash": "/nrw",
    "page without trailing slash": "/nrw/miglobe",
    "upper case": "/NRW/",
    "upper case page": "/NRW/MIGLOBE/",
    "two slashes": "/nrw//",
    "two slashes within": "/nrw//miglobe/",
    "two slashes before": "//nrw/",
    "other host as a path": "//example.com/NRW/",
    "dots": "/nrw/../bw/",
    "encoded dots": "/nrw/%2e%2e/%2e%2e/etc/passwd",
    "encoded slash": "/nrw%2Fmiglobe/",
    "backslash": "/nrw\\miglobe\\",
    "too long": "/nrw/" + "a" * 5000 + "/",
    "too long in capitals": "/NRW/" + "A" * 5000 + "/",
    "many segments": "/nrw/" + "a/" * 900,
    "NUL in the path": "/nrw/%00/",
    "NUL in capitals": "/NRW/%00/",
    "NUL outside the editions": "/%00",
    "NUL in the query": "/nrw/?q=%00",
    "NUL in a query's name": "/nrw/?%00=1",
    "NUL in the query of the portal": "/?edition=%00",
    "line break": "/NRW/%0d%0aSet-Cookie:%20a=b",
    "no UTF-8": "/nrw/%ff%fe/",
    "no UTF-8 in the query": "/nrw/?q=%ff%fe",
    "half an encoding": "/nrw/%/",
    "no encoding": "/nrw/%zz/",
    "lone surrogate": "/nrw/%ed%a0%80/",
    "four bytes": "/nrw/" + quote("😀") + "/",
    "umlaut": "/nrw/" + quote("öffnung") + "/",
    "umlaut in capitals": "/nrw/" + quote("ÖFFNUNG") + "/",
    "SQL": "/nrw/" + quote("' OR 1=1 --") + "/",
    "template": "/nrw/" + quote("{{ settings.SECRET_KEY }}") + "/",
    "long query": "/nrw/?q=" + "a" * 20_000,
    "many parameters": "/nrw/?" + "&".join(f"a{n}=1" for n in range(3000)),
    "picture that does not exist": "/media/images/nothing.webp",
    "document that does not exist": "/documents/999999/nothing.pdf",
    "document with a strange number": "/documents/" + "9" * 40 + "/x.pdf",
}


@pytest.mark.parametrize("path", PUBLIC)
def test_public_address_answers(path, visitor):
    assert visitor.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_address_for_monitoring_answers_machines_alone(path, visitor):
    assert visitor.get(path).headers["X-Robots-Tag"] == "none"
    assert visitor.get(path.upper()).status_code == visitor.get(f"{path}/").status_code == 404


@pytest.mark.parametrize("path", DRAFTS)
def test_draft_is_not_found(path, visitor):
    assert visitor.get(path).status_code == 404


def get_raw(client, address):
    """Ask for an address just as it is; the test client would take "//nrw/" for a host."""
    path, _, query = address.partition("?")
    path = unquote_to_bytes(path).decode("latin-1")
    return client.get("/", PATH_INFO=path, QUERY_STRING=query)


@pytest.mark.parametrize("name", STRANGE)
def test_strange_address_is_refused_or_leads_to_a_page(name, visitor):
    address = STRANGE[name]
    response = get_raw(visitor, address)
    assert response.status_code in {301, 302, 400, 404} or "?" in address or "%2F" in address
    if "%00" in address and "NRW" not in address:
        assert response.status_code == 400
    for _hop in range(3):
        if "Location" not in response.headers:
            break
        address = response.headers["Location"]
        assert address.startswith("/") and not address.startswith("//")
        response = get_raw(visitor, address)
    assert response.status_code in {200, 400, 404}


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/Mitglieder", "/mitglieder/"),
        ("/MITGLIEDER/?thema=agenda-2030", "/mitglieder/?thema=agenda-2030"),
        ("/Mitglieder/Merkliste", "/mitglieder/merkliste/"),
        ("/Mein-Profil", "/mein-profil/"),
        ("/Admin", "/admin/"),
        ("/Robots.txt", "/robots.txt"),
    ],
)
def test_capitals_outside_the_editions_lead_to_the_page_in_one_hop(path, target, visitor):
    response = visitor.get(path)
    assert response.status_code == 301
    assert response.headers["Location"] == target


@pytest.mark.parametrize("path", ["/Nichts", "/freigabe/AbCdEf/", "/media/images/Bild.PNG"])
def test_capitals_that_lead_nowhere_or_are_meant_are_not_found(path, visitor):
    assert visitor.get(path).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options", "trace"])
def test_other_methods_do_no_harm(method, visitor):
    for path in ("/", "/nrw/", "/nrw/miglobe/", "/mitglieder/", "/sitemap.xml", "/nix/"):
        assert getattr(visitor, method)(path).status_code < 500


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/nrw", "/nrw/"),
        ("/nrw/miglobe", "/nrw/miglobe/"),
        ("/NRW", "/nrw"),
        ("/NRW/miglobe/?a=1", "/nrw/miglobe/?a=1"),
        ("/nrw/MiGlobe/", "/nrw/miglobe/"),
        ("/nrw/beispiele/", "/nrw/praxisbeispiele/"),
        ("/bw/beispiele/", "/bw/praxisbeispiele/"),
        ("/bw/beispiele", "/bw/praxisbeispiele/"),
        ("/BW/Beispiele/", "/bw/praxisbeispiele/"),
    ],
)
def test_what_people_type_leads_to_the_page(path, target, visitor):
    response = visitor.get(path)
    assert response.status_code == 301
    final = visitor.get(path, follow=True)
    assert final.status_code == 200
    assert final.request["PATH_INFO"] == target.partition("?")[0].rstrip("/") + "/"
    assert final.request["QUERY_STRING"] == target.partition("?")[2]


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("//nrw/Miglobe/", "/nrw/miglobe/"),
        ("//nrw/miglobe/", "/nrw/miglobe/"),
        ("///NRW//miglobe", "/nrw//miglobe"),
        ("//bw/", "/bw/"),
        ("//mitglieder/", "/mitglieder/"),
        ("//Mitglieder", "/mitglieder/"),
        ("//", "/"),
        ("//suche-gibt-es-nicht/", None),
        ("//evil.example/", None),
        ("//evil.example/nrw/", None),
        ("/\\evil.example/", None),
        ("//evil.example//..", None),
        ("/nrw//evil.example/", None),
    ],
)
def test_slash_too_many_leads_to_the_page_and_never_to_another_host(path, target, visitor):
    answer = get_raw(visitor, path)
    assert answer.headers.get("Location") == target
    assert answer.status_code == (301 if target else 404)


@pytest.mark.parametrize(
    "path",
    ["//evil.example", "//evil.example/%2f..", "/%2fevil.example/", "/%5cevil.example/",
     "/.//evil.example", "//NRW@evil.example/", "//nrw.evil.example/", "///evil.example/NRW/",
     "/nrw//EVIL.example//"],
)  # fmt: skip
def test_no_address_leads_to_another_host(path, visitor):
    for _hop in range(4):
        answer = get_raw(visitor, path)
        if not 300 <= answer.status_code < 400:
            return
        path = answer.headers["Location"]
        assert re.match(r"/(?![/\\])", path), path
    pytest.fail("a circle")


@pytest.mark.parametrize(
    ("host", "path", "target"),
    [
        ("nrw.example.org", "/", "/nrw/"),
        ("nrw.example.org", "/beispiele/?a=1", "/nrw/beispiele/?a=1"),
        ("bw.example.org", "/miglobe/", "/bw/miglobe/"),
        ("bw.example.org", "//evil.example/", "/bw/evil.example/"),
    ],
)
def test_old_host_leads_to_its_edition(host, path, target, visitor, settings):
    settings.ALLOWED_HOSTS = [".example.org"]
    settings.BASE_URL = "https://www.example.org"
    path, _, query = path.partition("?")
    response = visitor.get("/", PATH_INFO=path, QUERY_STRING=query, headers={"host": host})
    assert response.status_code == 301
    assert response.headers["Location"] == f"https://www.example.org{target}"


def test_site_whose_own_host_is_named_like_an_edition_does_not_redirect_to_itself(
    visitor, settings
):
    settings.ALLOWED_HOSTS = ["bremen.example.org"]
    settings.BASE_URL = "https://bremen.example.org"
    assert visitor.get("/nrw/", headers={"host": "bremen.example.org"}).status_code == 200


def test_unknown_host_is_refused(visitor):
    assert visitor.get("/nrw/", headers={"host": "evil.example"}).status_code == 400


def test_browser_language_and_cookies_change_nothing(visitor):
    plain = visitor.get("/nrw/miglobe/")
    visitor.cookies["django_language"] = "en"
    other = visitor.get("/nrw/miglobe/", headers={"accept-language": "en"})
    assert other.content == plain.content
    assert "Accept-Language" not in other.headers.get("Vary", "")


def test_bw_addresses_never_show_pages_of_nrw(visitor, nrw):
    pages = nrw.get_descendants(inclusive=True).live()
    assert len(pages) == 15
    shown = []
    with hooks.register_temporarily("before_serve_page", lambda page, *_: shown.append(page)):
        for page in pages:
            response = visitor.get(page.url.replace("/nrw/", "/bw/"))
            assert response.status_code in {200, 404}
    assert {page.locale.language_code for page in shown} == {"de-x-bw"}


@pytest.mark.parametrize(("edition", "other"), [("bw", "nrw"), ("nrw", "bw")])
def test_edition_without_live_home_page_is_not_found_at_all(edition, other, visitor, nrw, bw):
    {"nrw": nrw, "bw": bw}[edition].unpublish()
    for path in ("", "miglobe/", "kommunale-entwicklungspolitik/", "mitglieder/"):
        assert visitor.get(f"/{edition}/{path}").status_code == 404
    for path in ("/", "/mitglieder/", "/sitemap.xml", f"/{other}/", f"/{other}/miglobe/"):
        assert f"/{edition}/" not in visitor.get(path).content.decode(), path


def test_english_pages_of_an_edition_without_english_home_are_not_found(visitor):
    for path in ("/nrw/en/miglobe/", "/bw/en/", "/nrw/en/kooperation/", "/nrw/leicht/miglobe/"):
        assert visitor.get(path).status_code == 404


def test_page_cannot_take_the_address_of_a_language(admin, nrw):
    opened = admin.get(f"/admin/pages/add/home/contentpage/{nrw.pk}/")
    for slug in ("en", "de", "leicht"):
        response = edit(admin, opened, changes={"title": "Seite", "slug": slug})
        assert response.status_code == 200
        assert (
            "Diese Adresse ist vergeben: an eine andere Sprache, an die Suche oder an Anfragen"
            in (visible_text(response))
        )
        assert not ContentPage.objects.filter(slug=slug).exists()


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("path", ["/nrw/", "/nrw/miglobe/", "/bw/", "/bw/miglobe/"])
def test_view_live_in_the_cms_leads_to_the_page(path, language, admin):
    UserProfile.objects.update(preferred_language=language)
    page = next(page for page in Page.objects.live().filter(depth__gt=1) if page.url == path)
    for address in (f"/admin/pages/{page.pk}/edit/", f"/admin/pages/{page.pk}/"):
        response = admin.get(address)
        assert response.status_code == 200
        public = {
            link.removeprefix("http://testserver")
            for tag, _attribute, link in links(response)
            if tag == "a" and link.startswith(("/", "http://testserver/"))
        }
        public = {link for link in public if not link.startswith("/admin/")}
        assert path in public
        for link in public:
            assert admin.get(link).status_code == 200, link


def test_switch_leads_to_the_counterpart_or_says_that_it_leads_to_the_start_page(visitor):
    there = soup(visitor.get("/nrw/miglobe/")).find("a", href="/bw/miglobe/")
    assert there.get_text().strip() == "Baden-Württemberg"
    page = soup(visitor.get("/nrw/kooperation/"))
    start = page.select_one('header a[href="/bw/"]')
    assert "Startseite" in start.get_text()


def test_menu_marks_the_page_on_show(visitor):
    marked = soup(visitor.get("/nrw/miglobe/")).select('nav a[aria-current="page"]')
    assert {link["href"] for link in marked} == {"/nrw/miglobe/"}


def test_staff_logged_in_see_what_visitors_see(visitor):
    before = visible_text(visitor.get("/nrw/miglobe/"))
    login(visitor, "admin@example.org")
    assert visible_text(visitor.get("/nrw/miglobe/")) == before
