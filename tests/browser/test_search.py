"""Suggestions in a browser: keyboard, screen reader roles, and the search without JavaScript."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def home(live_server, transactional_db, page):
    page.goto("/nrw/")
    page.locator(".site-search__drop > summary").click()
    return page


def test_suggestions_by_keyboard(home):
    page = home
    field = page.get_by_role("combobox", name="Suchbegriff")
    field.press_sequentially("inter")
    option = page.get_by_role("option", name="Interkulturelle Öffnung Seite")
    expect(option).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == option.get_attribute("id")
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    field.press("k")
    field.press("Backspace")
    expect(option).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")
    expect(page).to_have_url(re.compile("/nrw/interkulturelle-oeffnung/$"))


def test_enter_without_a_choice_searches(home):
    field = home.get_by_role("combobox", name="Suchbegriff")
    field.fill("Beratung")
    field.press("Enter")
    expect(home.get_by_role("heading", level=2).first).to_have_text("Beratung anfragen")


def test_search_without_javascript_on_a_telephone(browser, live_server, transactional_db):
    context = browser.new_context(
        java_script_enabled=False, base_url=live_server.url, viewport={"width": 320, "height": 700}
    )
    page = context.new_page()
    page.goto("/nrw/")
    page.get_by_role("link", name="Suchen").click()
    page.get_by_label("Suchbegriff").fill("beratnug")
    page.get_by_role("button", name="Suchen").click()
    expect(page.get_by_text("Das sind die Treffer für: Beratung")).to_be_visible()
    context.close()
