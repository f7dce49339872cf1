"""What waits for approval is said where it is decided, and an old tab learns how it ended."""

import pytest
from django.test import Client
from wagtail.models import TaskState

from tests.factories.members import member
from tests.factories.pages import decide, edit, page_of
from tests.site import login, soup, visible_text

WORDS = "Was Mitarbeit BW geschrieben hat."


@pytest.fixture
def writer(site):
    return login(Client(), "mitarbeit-bw@example.org")


@pytest.fixture
def editor(site):
    return login(Client(), "redaktion-bw@example.org")


@pytest.fixture
def page(writer):
    """A live page of BW, a new version of which its contributor has submitted."""
    page = page_of("bw")
    assert edit(writer, page, "action-submit", {"summary": WORDS}).status_code == 302
    return page


def notice(client, page):
    """The message at the top of the editor that has the buttons, or None."""
    document = soup(client.get(f"/admin/pages/{page.pk}/edit/"))
    return next((m for m in document.select(".messages li") if "wartet" in m.get_text()), None)


def words(element):
    return " ".join(element.get_text(" ").split())


def test_editor_of_a_waiting_page_says_what_waits_from_whom_since_when(page, editor):
    task = TaskState.objects.get(status="in_progress")
    found = notice(editor, page)
    assert "Eine Änderung wartet auf Freigabe." in words(found)
    assert "Eingereicht von Beispiel Mitarbeit BW am" in words(found)
    assert "Geändert: Kurzfassung" in words(found)
    labels = [words(control) for control in found.select("a, button")]
    assert labels == ["Vergleichen", "Freigeben und veröffentlichen", "Zurückgeben"]
    assert WORDS in visible_text(editor.get(found.a["href"]))
    back = found.select("button")[1]["data-workflow-action-modal-url"]
    assert back.endswith(f"/reject/{task.pk}/")


def test_author_reads_that_it_waits_but_cannot_decide(page, writer):
    labels = [words(control) for control in notice(writer, page).select("a, button")]
    assert labels == ["Vergleichen"]


def test_a_page_that_waits_for_nobody_says_nothing(editor, page):
    assert notice(editor, page_of("bw", "kooperation")) is None


@pytest.mark.parametrize(
    ("action", "told"),
    [
        ("approve", "Beispiel Redaktion BW hat das bereits freigegeben"),
        ("reject", "Beispiel Redaktion BW hat das bereits zurückgegeben"),
    ],
)
def test_deciding_from_an_old_tab_says_what_happened(action, told, page, editor):
    task = TaskState.objects.get(status="in_progress")
    opened = editor.get(f"/admin/pages/{page.pk}/edit/")
    button = {"action-workflow-action": "true", "workflow-action-name": "approve"}  # JavaScript's
    decide(editor, page, action, "Bitte kürzer.", task)
    answer = edit(editor, opened, forged=button, follow=True)
    assert answer.status_code == 200
    assert told in visible_text(answer)
    assert "Es wurde nichts gespeichert." in visible_text(answer)


def test_one_panel_on_the_start_page_lists_pages_and_profiles(page, editor):
    profile = member("selin-kirschberg", "de-x-bw")
    profile.summary = "Neu."
    profile.save_revision()
    profile.get_workflow().start(profile, None)
    panels = soup(editor.get("/admin/")).select("section[id$=-section]")
    waiting = [panel for panel in panels if "Wartet auf Ihre Freigabe" in panel.get_text()]
    assert len(waiting) == 1
    rows = [words(row) for row in waiting[0].select("tbody tr")]
    assert "Inhaltsseite" in rows[0] and "Beispiel Mitarbeit BW" in rows[0]
    assert "Selin Kirschberg" in rows[1] and "Profil" in rows[1]
    assert len(rows) == 2


def test_panel_shows_nothing_of_another_edition(page):
    other = login(Client(), "redaktion-nrw@example.org")
    assert "Wartet auf Ihre Freigabe" not in visible_text(other.get("/admin/"))
