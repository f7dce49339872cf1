"""A red line on the start page leads the administration to what is not well."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import AXE, RULES, RUN_AXE
from tests.browser.steps import WIDER_THAN_THE_WINDOW, log_in
from tests.factories.health import run_of
from tests.threads import at_once


@pytest.mark.parametrize("width", [390, 1280])
def test_red_line_leads_to_what_is_not_well(width, transactional_db, page):
    page.set_viewport_size({"width": width, "height": 900})
    at_once(lambda: run_of(hours=40, parts={"consultations.nudges.nudge_all": "ValueError"}))
    log_in(page, "admin@example.org")
    line = page.locator(".help-critical").first
    expect(line).to_contain_text("Täglicher Lauf: bitte nachsehen.")
    for _page in range(2):
        assert not page.evaluate(WIDER_THAN_THE_WINDOW)
        page.evaluate(AXE)
        assert page.evaluate(RUN_AXE, RULES)["violations"] == []
        if _page == 0:
            line.get_by_role("link", name="Zum Zustand der Website").click()
            expect(page.get_by_role("cell", name="fehlgeschlagen (ValueError)")).to_be_visible()
