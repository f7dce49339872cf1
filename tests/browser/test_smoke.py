"""The ways of a visitor and of an editor through the site, in a real browser."""

import pytest
from django.db import connection

from tests.browser.steps import WIDER_THAN_THE_WINDOW, log_in

PAGES = [
    "/",
    "/mitglieder/",
    "/nrw/",
    "/nrw/miglobe/",
    "/nrw/mitglieder/",
    "/nrw/praxisbeispiele/",
    "/nrw/beratung-anfragen/",
    "/nrw/kooperation/",
    "/bw/",
    "/bw/miglobe/",
    "/nrw/gibt-es-nicht/",
]
STORED = """async () => ({
  cookies: document.cookie,
  local: localStorage.length,
  session: sessionStorage.length,
  databases: (await indexedDB.databases()).length,
  workers: (await navigator.serviceWorker?.getRegistrations() ?? []).length,
})"""
NOTHING = {"cookies": "", "local": 0, "session": 0, "databases": 0, "workers": 0}


def walk_from_portal_to_the_other_edition(page):
    page.goto("/")
    page.get_by_role("list").get_by_role("link", name="Nordrhein-Westfalen").first.click()
    page.wait_for_url("**/nrw/")
    page.get_by_role("navigation", name="Hauptmenü").get_by_role(
        "link", name="Über MiGlobe"
    ).locator("visible=true").click()
    page.wait_for_url("**/nrw/miglobe/")
    assert page.get_by_role("heading", level=1).inner_text() == "Über MiGlobe"
    page.locator(".switch summary").click()
    page.get_by_role("banner").get_by_role("link", name="Baden-Württemberg").click()
    page.wait_for_url("**/bw/miglobe/")
    assert "Akteur*innen" in page.locator("main").inner_text()


def test_visitor_goes_from_the_portal_to_a_page_and_its_counterpart(page, context):
    walk_from_portal_to_the_other_edition(page)
    assert context.cookies() == []
    assert page.evaluate(STORED) == NOTHING


def test_everything_works_without_javascript(browser, live_server):
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    walk_from_portal_to_the_other_edition(page)
    page.set_viewport_size({"width": 320, "height": 640})
    page.locator("nav.menu summary:visible").click()
    page.get_by_role("navigation", name="Hauptmenü").get_by_role(
        "link", name="Praxisbeispiele"
    ).locator("visible=true").click()
    page.wait_for_url("**/bw/praxisbeispiele/")
    context.close()


def test_map_leads_to_the_edition(page):
    page.goto("/")
    page.locator("svg").get_by_role("link", name="Baden-Württemberg").click()
    page.wait_for_url("**/bw/")


def focused(page):
    return page.evaluate(
        "() => ({href: document.activeElement.getAttribute('href'),"
        " tag: document.activeElement.tagName, id: document.activeElement.id})"
    )


def test_menu_is_reached_by_keyboard_and_can_be_skipped(page):
    page.goto("/nrw/")
    page.keyboard.press("Tab")
    assert focused(page)["href"] == "#main"
    box = page.get_by_role("link", name="Zum Inhalt springen").bounding_box()
    assert box["y"] >= 0 and box["height"] > 10, "the skip link is visible when it has the focus"
    page.keyboard.press("Enter")
    assert focused(page)["id"] == "main"
    page.goto("/nrw/")
    for _step in range(20):
        page.keyboard.press("Tab")
        if focused(page)["href"] == "/nrw/miglobe/":
            break
    assert page.evaluate(
        "() => { const style = getComputedStyle(document.activeElement);"
        " return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 }"
    )
    page.keyboard.press("Enter")
    page.wait_for_url("**/nrw/miglobe/")


def test_small_menu_opens_by_keyboard(page):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/nrw/")
    page.locator("nav.menu summary:visible").focus()
    page.keyboard.press("Enter")
    link = (
        page.get_by_role("navigation", name="Hauptmenü")
        .get_by_role("link", name="Über MiGlobe")
        .locator("visible=true")
    )
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/nrw/miglobe/")


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_no_page_is_wider_than_the_window(width, page, problems):
    page.set_viewport_size({"width": width, "height": 700})
    for path in PAGES:
        page.goto(path)
        assert not page.evaluate(WIDER_THAN_THE_WINDOW), path
    forget_missing_page(problems)


def test_fonts_styles_and_images_come_from_here_and_nothing_is_kept(page, context, problems):
    asked = []
    page.on("requestfinished", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: problems.append(f"Failed: {request.url}"))
    for path in PAGES:
        page.goto(path, wait_until="networkidle")
        assert page.evaluate("document.fonts.ready.then(() => document.fonts.size > 0)"), path
        assert page.evaluate(STORED) == NOTHING, path
    assert context.cookies() == []
    assert any(url.endswith(".css") for url in asked)
    assert any(url.endswith(".woff2") for url in asked)
    forget_missing_page(problems)


def forget_missing_page(problems):
    """The browser reports the page that is not found as an error, as it should."""
    problems[:] = [line for line in problems if "gibt-es-nicht" not in line]


def test_editor_changes_a_page_sees_the_preview_and_publishes(page, context, live_server):
    log_in(page, "redaktion-nrw@example.org")
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM wagtailcore_page WHERE url_path = '/nrw/miglobe/'")
        [pk] = cursor.fetchone()
    page.goto(f"/admin/pages/{pk}/edit/")
    page.locator("textarea[name=summary]").fill("Eine neue Einleitung")
    page.get_by_role("button", name="Vorschau").first.click()
    preview = page.frame_locator("iframe#w-preview-iframe, iframe[data-preview-iframe], iframe")
    preview.first.get_by_text("Eine neue Einleitung").wait_for()
    page.get_by_role("button", name="Mehr Aktionen").or_(
        page.locator("[data-controller~=w-dropdown] > [data-w-dropdown-target=toggle]").last
    ).first.click()
    page.get_by_role("button", name="Veröffentlichen").click()
    page.get_by_text("veröffentlicht").first.wait_for()
    visitor = page.context.browser.new_context(base_url=live_server.url).new_page()
    visitor.goto("/nrw/miglobe/")
    assert "Eine neue Einleitung" in visitor.locator("main").inner_text()
    visitor.context.close()
