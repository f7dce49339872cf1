"""The lists of the CMS find by the same German words as the website."""

import pytest
from django.core.management import call_command
from wagtail.models import Page

from home.models import ContentPage
from tests.site import soup

HOSTILE = [
    '"a" ' * 3_000,
    'foo" OR bar NEAR(',
    "* * *",
    "!!!",
    "wort " * 3_000,
    "'",
    "\u202e😀",
    "a:b & !c | <->",
]


@pytest.fixture
def draft(nrw):
    page = ContentPage(title="Öffnungszeiten der Berater*innen", slug="zeiten", live=False)
    nrw.add_child(instance=page)
    return page


def listed(client, url, text):
    response = client.get(url, {"q": text})
    assert response.status_code == 200, text
    return soup(response).get_text()


@pytest.mark.parametrize(
    "text", ["Oeffnungszeiten", "öffnungsz", "BERATER", "Beraterinnen zeiten", "beratung öffn"]
)
def test_list_of_pages_finds_german_words(staff_nrw, nrw, draft, text):
    for url in ("/admin/pages/search/", f"/admin/pages/{nrw.pk}/"):
        found = draft.title in listed(staff_nrw, url, text)
        assert found is (text != "Beraterinnen zeiten"), (url, text)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_query_breaks_a_list(staff_nrw, nrw, text):
    for url in ("/admin/pages/search/", f"/admin/pages/{nrw.pk}/", "/admin/images/"):
        listed(staff_nrw, url, text)


def test_whole_index_made_anew_finds_the_same(site, draft):
    def found():
        return {page.pk for page in Page.objects.search("Berater")}

    before = found()
    call_command("update_index", verbosity=0)
    assert found() == before
    assert draft.pk in before
