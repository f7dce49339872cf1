"""What contributors write goes to the editors of their edition, and to nobody else."""

import pytest
from django.core import mail
from django.test import Client
from wagtail.models import TaskState, WorkflowState

from home.models import ContentPage
from tests.factories.pages import decide, edit, form_of, page_of
from tests.site import login, visible_text

WORDS = "Was Mitarbeit BW geschrieben hat."
REASON = "Bitte ohne Abkürzungen, die niemand kennt."


def client_of(name):
    client = Client(raise_request_exception=False)
    return login(client, f"{name}@example.org")


@pytest.fixture
def writer(site):
    return client_of("mitarbeit-bw")


@pytest.fixture
def page(writer):
    """A live page of BW, a new version of which its contributor has submitted."""
    page = page_of("bw")
    assert edit(writer, page, "action-submit", {"summary": WORDS}).status_code == 302
    return page


@pytest.fixture
def task(page):
    return TaskState.objects.get(status="in_progress")


def act(client, page, task, action, **data):
    address = f"/admin/pages/workflow/action/{page.pk}/{action}/{task.pk}/"
    return client.post(address, data)


def summary(page):
    return ContentPage.objects.get(pk=page.pk).summary


def test_editors_of_the_edition_find_it_and_publish_it(page, task, visitor):
    editor = client_of("redaktion-bw")
    dashboard = editor.get("/admin/").content.decode()
    assert "Wartet auf Ihre Freigabe" in dashboard
    assert f"/admin/pages/{page.pk}/edit/" in dashboard
    assert [message.to for message in mail.outbox] == [["redaktion-bw@example.org"]]
    assert WORDS not in visible_text(visitor.get("/bw/miglobe/"))
    decide(editor, page, "approve")
    assert WORDS in visible_text(visitor.get("/bw/miglobe/"))


def test_author_reads_why_it_was_rejected_and_submits_it_again(page, task, writer):
    mail.outbox.clear()
    decide(client_of("redaktion-bw"), page, "reject", REASON)
    assert [message.to for message in mail.outbox] == [["mitarbeit-bw@example.org"]]
    assert REASON in mail.outbox[0].body
    editor = writer.get(f"/admin/pages/{page.pk}/edit/")
    assert REASON in visible_text(editor)
    assert WORDS in editor.content.decode()
    assert f"/admin/pages/{page.pk}/edit/" in writer.get("/admin/").content.decode()
    edit(writer, editor, "action-restart-workflow", {"summary": "Ausgeschrieben."})
    decide(client_of("redaktion-bw"), page_of("bw"), "approve")
    assert summary(page) == "Ausgeschrieben."


def test_author_can_take_it_back(page, writer):
    edit(writer, page, "action-cancel-workflow")
    assert WorkflowState.objects.get().status == "cancelled"
    assert summary(page) != WORDS


@pytest.mark.parametrize("name", ["redaktion-nrw", "mitarbeit-nrw"])
def test_staff_of_the_other_edition_neither_see_nor_decide_it(name, page, task):
    other = client_of(name)
    for address in ("/admin/", "/admin/reports/workflow/"):
        assert f"/admin/pages/{page.pk}/" not in other.get(address).content.decode(), address
    for action in ("approve", "reject"):
        act(other, page, task, action, comment="Nein")
        address = f"/admin/pages/workflow/collect_action_data/{page.pk}/{action}/{task.pk}/"
        assert other.post(address, {"comment": "Nein"}).status_code in {302, 403}
    sent = form_of(page, summary="X")
    for data in (
        {"action-cancel-workflow": "1"},
        {"action-workflow-action": "1", "workflow-action-name": "approve"},
        {"action-publish": "1"},
    ):
        other.post(f"/admin/pages/{page.pk}/edit/", sent | data)
    own = page_of("nrw")
    act(other, own, task, "approve", comment="")  # the task of BW, at a page of one's own
    task.refresh_from_db()
    assert task.status == "in_progress"
    assert WorkflowState.objects.get().status == "in_progress"
    assert not summary(page).startswith(("X", "Was"))


def test_contributor_decides_nothing_not_even_in_the_own_edition(page, task, writer):
    for action in ("approve", "reject"):
        act(writer, page, task, action, comment="")
    data = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    writer.post(f"/admin/pages/{page.pk}/edit/", form_of(page, summary=WORDS) | data)
    task.refresh_from_db()
    assert task.status == "in_progress"
    assert summary(page) != WORDS
