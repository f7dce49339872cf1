"""Mein Profil: an advisor, another tab and the staff at the same moment, with real transactions."""

import pytest
from django.test import Client

from members.models import ConsentKind
from members.my_profile import saving, visibility
from members.profile_values.versions import digest
from tests.factories.my_profile import account_of, edit, fresh, profile
from tests.site import login
from tests.threads import at_once

NEW, TOWN, LATER = "Von der Beraterin.", "Herne", "Gleich danach geschrieben."


@pytest.fixture
def page(transactional_db):
    page = profile()
    page.user = account_of(page)
    client = Client()
    client.force_login(page.user)
    edit(client, "ueber-mich", summary=NEW)
    return page


def save(page, **mine):
    shown = saving.current(fresh(page), mine)
    base = {name: digest(value) for name, value in shown.items()}
    return saving.save(fresh(page), mine, base, page.user)


def approval(page):
    """What approves in the CMS, with the page as staff see it now."""
    task = fresh(page).current_workflow_task_state
    staff = login(Client(), "redaktion-nrw@example.org")
    address = f"/admin/pages/workflow/action/{page.pk}/approve/{task.pk}/"
    return lambda: staff.post(address)


def versions(page):
    return {revision.content["summary"] for revision in page.revisions.all()}


@pytest.mark.parametrize("turn", range(3))
def test_approvals_and_edits_lose_nothing(turn, page):
    at_once(
        approval(page),
        lambda: save(page, town=TOWN),
        lambda: save(page, summary=LATER),
        approval(page),
    )
    now, draft = fresh(page), fresh(page).get_latest_revision_as_object()
    assert {now.town, draft.town} == {TOWN}
    assert draft.summary == LATER
    assert {NEW, LATER} <= versions(page)
    # What nobody has approved is not public; it waits.
    assert now.summary != LATER
    assert now.workflow_in_progress
    assert now.live


@pytest.mark.parametrize("turn", range(3))
def test_approval_and_revocation_end_offline_with_the_text_kept(turn, page):
    at_once(
        approval(page),
        lambda: visibility.record(fresh(page), {ConsentKind.WEB: False}, page.user),
        lambda: save(page, town=TOWN),
    )
    assert not fresh(page).live
    assert Client().get(page.get_url()).status_code == 404
    assert fresh(page).get_latest_revision_as_object().summary == NEW
    assert fresh(page).get_latest_revision_as_object().town == TOWN
    assert fresh(page).town == TOWN


def test_two_tabs_save_different_fields(page):
    at_once(
        lambda: save(page, role="Beraterin"),
        lambda: save(page, about="Neu."),
        lambda: save(page, phone="+49 30 23125 999", availability="limited"),
    )
    draft = fresh(page).get_latest_revision_as_object()
    assert (draft.role, draft.about, draft.summary) == ("Beraterin", "<p>Neu.</p>", NEW)
    assert (draft.phone, fresh(page).availability) == ("+49 30 23125 999", "limited")
