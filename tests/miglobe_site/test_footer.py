"""The footer: one link to Mein Profil on each public page, and the legal pages wherever one is."""

import pytest
from django.test import Client

from home.models import LegalPage
from tests.factories.my_profile import account_of, profile
from tests.site import PUBLIC, is_html, login, soup

pytestmark = pytest.mark.sqlite_is_enough("how pages look")

OWN = ["", "konto/", "daten/", "foto/", "ueber-mich/", "sichtbarkeit/"]
DOORS = ["anmelden/", "link/", "einladung/x/", "link/x/", "adresse/x/"]


def footer(client, path):
    answer = client.get(path)
    return [link["href"] for link in soup(answer).select("footer a")] if is_html(answer) else None


@pytest.fixture
def legal(site):
    """{edition: addresses of its legal pages}, all published."""
    found = {}
    for page in LegalPage.objects.filter(locale__language_code__startswith="de-x-"):
        LegalPage.objects.filter(pk=page.pk).update(live=True)
        found.setdefault(page.edition.key, set()).add(page.get_url())
    assert {"nrw", "bw"} <= set(found)
    return found


@pytest.mark.parametrize("path", PUBLIC)
def test_one_link_leads_from_each_public_page_to_the_own_profile(path, visitor):
    links = footer(visitor, path)
    assert links is None or links.count("/mein-profil/") == 1


def test_own_area_shows_the_legal_pages_of_the_edition(legal):
    client = Client()
    client.force_login(account_of(profile("bw")))
    for path in OWN:
        shown = set(footer(client, f"/mein-profil/{path}"))
        assert legal["bw"] <= shown, path
        assert not legal["nrw"] & shown, path


@pytest.mark.parametrize("path", [*(f"/mein-profil/{door}" for door in DOORS), "/", "/mitglieder/"])
def test_pages_of_no_edition_show_the_legal_pages_of_all(path, legal, visitor):
    """Nobody has said there which edition they mean; each names its own."""
    assert legal["bw"] | legal["nrw"] <= set(footer(visitor, path))


@pytest.mark.parametrize(("path", "editions"), [
    ("/gibt-es-nicht/", {"nrw", "bw"}),
    ("/bw/gibt-es-nicht/", {"bw"}),
    ("/mitglieder/gibt-es-nicht/", {"nrw", "bw"}),
])  # fmt: skip
def test_error_pages_show_them_too(path, editions, legal, visitor):
    answer = visitor.get(path)
    assert answer.status_code == 404
    shown = {link["href"] for link in soup(answer).select("footer a")}
    assert set().union(*(legal[edition] for edition in editions)) <= shown


def test_who_has_no_profile_sees_them_too(legal, visitor):
    client = login(visitor, "redaktion-nrw@example.org")
    assert legal["nrw"] <= set(footer(client, "/mein-profil/"))
