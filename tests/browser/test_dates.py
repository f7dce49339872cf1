"""What a person types into a date field of the CMS stays as it was typed."""

import pytest
from playwright.sync_api import expect

from home.models import HomePage
from tests.browser.steps import log_in


@pytest.fixture
def editor(live_server, transactional_db, page):
    """The form of a new video page, which has a date; nothing saves it by itself."""
    log_in(page, "redaktion-nrw@example.org")
    home = HomePage.objects.get(locale__language_code="de-x-nrw")
    page.route("**/add/home/videopage/**", answer_nothing)
    page.goto(f"/admin/pages/add/home/videopage/{home.pk}/")
    return page


def answer_nothing(route):
    route.continue_() if route.request.method == "GET" else route.fulfill(json={"success": False})


def test_typed_date_is_never_changed(editor):
    field = editor.locator("[name=as_of]")
    for typed in ("31.12.2026", "31.12.26", "2026-12-31", "31.02.2026", "morgen"):
        field.fill("")
        field.press_sequentially(typed)
        field.press("Tab")
        assert field.input_value() == typed
        expect(editor.locator(".xdsoft_datetimepicker").locator("visible=true")).to_have_count(0)


def test_picker_stays_closed_where_the_field_was_left_at_once(editor):
    field = editor.locator("[name=as_of]")
    field.evaluate("field => { field.focus(); field.blur(); }")
    editor.wait_for_timeout(300)  # it opens after a tenth of a second
    assert editor.locator(".xdsoft_datetimepicker").locator("visible=true").count() == 0


def test_typed_moment_is_never_changed(editor):
    editor.get_by_role("button", name="Status").first.click()
    editor.get_by_role("button", name="Zeitplan festlegen").click()
    field = editor.locator("[name=go_live_at]")
    for typed in ("28.11.2030 08:00", "28.11.2030", "bald"):
        field.fill("")
        field.press_sequentially(typed)
        field.press("Tab")
        assert field.input_value() == typed


def test_day_is_chosen_with_the_mouse(editor):
    field = editor.locator("[name=as_of]")
    field.fill("24.12.2026")
    field.press("Tab")
    field.click()
    picker = editor.locator(".xdsoft_datetimepicker").locator("visible=true")
    assert picker.locator("td.xdsoft_current").inner_text() == "24"
    picker.locator("td[data-date='26']").first.click()
    assert field.input_value() == "26.12.2026"
