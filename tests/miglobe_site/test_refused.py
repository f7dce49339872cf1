"""What strangers try: other charsets, logging others out, files of the site, private pages."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from miglobe_site.middleware import StaticFilesMiddleware
from tests.factories.copies import page_in, text
from tests.site import links, login, visible_text

EMAIL = "redaktion-nrw@example.org"
FORM = "application/x-www-form-urlencoded; charset="


@pytest.mark.parametrize("charset", ["utf-7", "utf-16", "latin-1", "nonsense", "'", "😀", ""])
@pytest.mark.parametrize(
    "path", ["/admin/login/", "/mein-profil/anmelden/", "/nrw/anfrage/senden/", "/barriere-melden/"]
)
def test_form_in_another_charset_is_refused(path, charset, site, client):
    answer = client.generic("POST", path, "username=x&password=+AGE-", FORM + charset)
    assert answer.status_code == 400
    assert "Ungültige Anfrage" in visible_text(answer)


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", '"utf-8"'])
def test_form_in_utf_8_is_read(charset, site, client):
    answer = client.generic("POST", "/admin/login/", "username=x&password=y", FORM + charset)
    assert answer.status_code == 200


@pytest.mark.parametrize("path", ["/admin/logout/", "/mein-profil/abmelden/"])
def test_only_a_form_logs_out(path, site):
    client = login(Client(), EMAIL)
    for ask in (client.get, client.head):
        assert ask(path).status_code == 405
        assert client.get("/admin/").status_code == 200
    assert client.post(path).status_code == 302
    assert client.get("/admin/").status_code == 302


def test_files_for_the_site_itself_are_not_served(tmp_path):
    for name in (".sources", "staticfiles.json", "site.css", ".hidden.css"):
        (tmp_path / name).write_text("{}")
    served = StaticFilesMiddleware(lambda request: None, settings)
    served.add_files(str(tmp_path), "/static/")
    urls = {url for url in served.files if (tmp_path / url.rpartition("/")[2]).exists()}
    assert urls == {"/static/site.css"}


@pytest.mark.parametrize("kind", ["password", "login", "groups"])
def test_private_page_is_listed_nowhere(kind, nrw, client):
    """Also below a private page, in the menu of its neighbours, the search and sitemap.xml."""
    page = page_in(nrw, "interna", body=text("Geheimnisse der Runde"))
    child = page.add_child(instance=type(page)(title="Protokoll der Runde", locale=page.locale))
    Page.objects.filter(pk__in=[page.pk, child.pk]).update(show_in_menus=True)
    cache.clear()
    addresses = {page.url, child.url}

    def shown():
        found = set()
        for path in ("/nrw/", "/nrw/miglobe/", "/nrw/suche/?q=Runde", "/nrw/nix/"):
            found |= {address for *_rest, address in links(client.get(path))} & addresses
        sitemap = client.get("/sitemap.xml").content.decode()
        return found | {f"{each} (map)" for each in addresses if f"{each}<" in sitemap}

    assert page.url in shown() and f"{child.url} (map)" in shown()
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=kind, password="geheim"
    )
    cache.clear()
    assert shown() == set()
    assert "Geheimnisse" not in visible_text(client.get(page.url, follow=True))
    restriction.delete()
    assert page.url in shown()
