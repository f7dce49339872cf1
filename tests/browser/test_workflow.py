"""A contributor writes, an editor sends it back with a reason and then publishes it."""

import pytest
from playwright.sync_api import expect

from home.models import ContentPage
from tests.browser.steps import log_in

REASON = "Bitte ohne Abkürzungen."
FIRST, SECOND = "Wir beraten Ihr LRA.", "Wir beraten Ihr Landratsamt."


@pytest.fixture
def edited(transactional_db):
    """The id of a live page of BW."""
    return ContentPage.objects.get(slug="miglobe", locale__language_code="de-x-bw").pk


@pytest.fixture
def desk(browser, live_server):
    """A browser session of its own for each person."""
    sessions = []

    def sit_down(email):
        context = browser.new_context(locale="de-DE", base_url=live_server.url)
        context.set_default_timeout(30_000)
        sessions.append(context)
        page = context.new_page()
        page.set_viewport_size({"width": 1280, "height": 900})
        log_in(page, email)
        return page

    yield sit_down
    for context in sessions:
        context.close()


def write(page, pk, summary, button):
    page.goto(f"/admin/pages/{pk}/edit/")
    page.get_by_role("textbox", name="Kurzfassung").fill(summary)
    page.get_by_role("button", name="Mehr Aktionen").click()
    page.get_by_role("button", name=button).click()


def decide(page, action, comment):
    """Open what waits from the start page of the CMS, and decide about it."""
    page.goto("/admin/")
    waiting = page.locator("#awaiting-review-section")
    expect(waiting.get_by_role("heading")).to_contain_text("Wartet auf Ihre Freigabe")
    waiting.get_by_role("link", name="MiGlobe").first.click()
    page.get_by_role("button", name="Mehr Aktionen").click()
    footer = page.get_by_role("navigation", name="Aktionen (Fußzeile)")
    footer.get_by_role("button", name=action).click()
    dialog = page.locator(".modal")
    dialog.get_by_label("Kommentar").fill(comment)
    with page.expect_navigation():
        dialog.locator("button[type=submit]").click()


def test_from_the_contributor_to_the_public_by_way_of_the_editor(edited, desk):
    writer, editor = desk("mitarbeit-bw@example.org"), desk("redaktion-bw@example.org")
    write(writer, edited, FIRST, "Zur Freigabe einreichen")
    writer.get_by_text("ist zur Freigabe eingereicht").wait_for()
    decide(editor, "Zurückgeben", REASON)
    writer.goto(f"/admin/pages/{edited}/edit/")
    expect(
        writer.get_by_text(f"Beispiel Redaktion BW bittet um Änderungen: „{REASON}“")
    ).to_be_visible()
    write(writer, edited, SECOND, "Erneut in Freigabe durch Redaktion BW einreichen")
    decide(editor, "Mit Kommentar freigeben und veröffentlichen", "Danke!")
    editor.goto("/bw/miglobe/")
    expect(editor.get_by_text(SECOND)).to_be_visible()


def test_editor_decides_by_the_buttons_beside_what_waits(edited, desk):
    writer, editor = desk("mitarbeit-bw@example.org"), desk("redaktion-bw@example.org")
    write(writer, edited, FIRST, "Zur Freigabe einreichen")
    writer.get_by_text("ist zur Freigabe eingereicht").wait_for()
    editor.goto(f"/admin/pages/{edited}/edit/")
    notice = editor.locator(".messages").get_by_text("Eine Änderung wartet auf Freigabe.")
    expect(notice).to_be_visible()
    with editor.expect_navigation():
        editor.locator(".messages").get_by_role(
            "button", name="Freigeben und veröffentlichen"
        ).click()
    editor.goto("/bw/miglobe/")
    expect(editor.get_by_text(FIRST).first).to_be_visible()
