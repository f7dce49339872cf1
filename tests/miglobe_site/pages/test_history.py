"""Each version of a page can be taken back, also the first one, which no editor has written."""

import io

import pytest
from django.core.management import call_command
from wagtail.models import Page, PageLogEntry, Revision

from home.models import ContentPage
from tests.factories.copies import page_in
from tests.factories.pages import copy_by_form
from tests.site import soup

pytestmark = pytest.mark.sqlite_is_enough("a list of the CMS")


def not_offered():
    """Versions that the history of their page does not offer; see Wagtail's PageHistoryView."""
    offered = PageLogEntry.objects.exclude(action="wagtail.publish").filter(content_changed=True)
    numbers = [str(page.pk) for page in Page.objects.filter(depth__gt=1)]
    versions = Revision.objects.page_revisions().filter(object_id__in=numbers)
    without = Page.objects.filter(depth__gt=1, latest_revision=None, alias_of=None)
    known = offered.exclude(revision=None).values("revision")
    return [*versions.exclude(pk__in=known), *without]


def test_history_offers_each_version_of_the_first_content(site):
    assert Revision.objects.page_revisions().exists()
    assert not_offered() == []


def test_first_text_is_taken_back(nrw, staff_nrw):
    page = ContentPage.objects.get(slug="miglobe", locale=nrw.locale)
    before = page.summary
    page.summary = "Ein anderer Text"
    page.save_revision().publish()
    history = soup(staff_nrw.get(f"/admin/pages/{page.pk}/history/"))
    links = [link["href"] for link in history.select("a[href$='/revert/']")]
    assert len(links) == 1
    editor = staff_nrw.get(links[0])
    assert soup(editor).select_one("[name=summary]").text.strip() == before


def test_copy_of_a_page_can_be_taken_back_too(nrw, staff_nrw):
    page = page_in(nrw)
    copy_by_form(staff_nrw, page)
    assert Page.objects.get(slug="kopie").latest_revision not in not_offered()


def test_history_offers_each_version_of_a_new_edition(site):
    """The start page, the legal pages and what is taken over: nobody typed them."""
    call_command("open_edition", "hessen", "--from", "nrw", stdout=io.StringIO())
    assert Page.objects.filter(locale__language_code="de-x-he").count() > 10
    assert not_offered() == []
