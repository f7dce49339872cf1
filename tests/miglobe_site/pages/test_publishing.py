"""What a page type demands is asked for whichever way a page goes live."""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, Revision

from home.models import ContentPage
from miglobe_site.pages.publishing import PublishingBlocked
from tests.factories.pages import edit
from tests.site import visible_text

MESSAGE = "Ohne Zusammenfassung wird nichts veröffentlicht."


@pytest.fixture
def demanding(monkeypatch):
    """Content pages that must have a summary."""
    monkeypatch.setattr(
        ContentPage, "publish_errors", lambda page: {} if page.summary else {"summary": MESSAGE}
    )


@pytest.fixture
def draft(nrw, demanding):
    page = ContentPage(title="Ohne", slug="ohne", live=False, body="[]")
    nrw.add_child(instance=page)
    page.save_revision()
    return page


def is_live(page):
    return Page.objects.get(pk=page.pk).live


def test_editor_says_what_is_missing_and_keeps_what_was_typed(draft, admin):
    response = edit(admin, draft, "action-publish", {"title": "Neuer Titel"})
    assert MESSAGE in visible_text(response)
    assert "Neuer Titel" in response.content.decode()
    assert not is_live(draft)


def test_draft_is_saved_all_the_same(draft, admin):
    assert edit(admin, draft, changes={"title": "Neuer Titel"}).status_code == 302
    assert Page.objects.get(pk=draft.pk).draft_title == "Neuer Titel"


def test_complete_page_goes_live(draft, admin):
    assert edit(admin, draft, "action-publish", {"summary": "Da ist sie."}).status_code == 302
    assert is_live(draft)


def test_bulk_action_says_what_is_missing(draft, admin):
    address = f"/admin/bulk/wagtailcore/page/publish/?id={draft.pk}"
    referer = f"http://testserver/admin/pages/{draft.get_parent().pk}/"
    response = admin.post(address, follow=True, headers={"referer": referer})
    assert MESSAGE in visible_text(response)
    assert not is_live(draft)


def test_bulk_action_leads_to_no_other_site(draft, admin):
    address = f"/admin/bulk/wagtailcore/page/publish/?id={draft.pk}"
    response = admin.post(address, headers={"referer": "https://evil.example/"})
    assert response.headers["Location"] == "/admin/"


def test_code_cannot_make_it_live_either(draft):
    with pytest.raises(PublishingBlocked):
        draft.get_latest_revision().publish()
    assert not is_live(draft)
    draft.live = True
    for options in ({}, {"clean": False}, {"update_fields": ["live"]}):
        with pytest.raises(PublishingBlocked):
            draft.save(**options)
    assert not is_live(draft)


def test_scheduled_page_stays_a_draft_and_stops_no_other(draft, nrw):
    due = timezone.now() - timedelta(hours=1)
    other = ContentPage(title="Mit", slug="mit", summary="Da.", live=False, body="[]")
    nrw.add_child(instance=other)
    for number, page in enumerate((draft, other)):
        page.go_live_at = due + timedelta(minutes=number)
        page.save_revision(approved_go_live_at=page.go_live_at)
    call_command("daily", stdout=io.StringIO())
    assert not is_live(draft)
    assert is_live(other)
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
