"""The review of a year as staff look at it, in both themes, and as they print it."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import AXE, RULES, RUN_AXE
from tests.browser.steps import WIDER_THAN_THE_WINDOW, log_in
from tests.factories.desk import LIST
from tests.factories.year import YEAR, asked_on
from tests.threads import at_once


def look(page):
    assert not page.evaluate(WIDER_THAN_THE_WINDOW)
    page.evaluate(AXE)
    assert page.evaluate(RUN_AXE, RULES)["violations"] == []


@pytest.mark.parametrize("width", [390, 1280])
def test_staff_read_and_print_the_review(width, transactional_db, page):
    def arrive():
        asked_on("2025-03-03 09:00", town="Bonn", became=[(1, "clarifying"), (9, "advice")])
        asked_on("2025-03-04 09:00", town="Bonn")
        asked_on("2024-08-05 09:00", municipality="Ein Ort mit sehr langem Namen " + "x" * 80)

    at_once(arrive)
    page.set_viewport_size({"width": width, "height": 900})
    log_in(page, "redaktion-nrw@example.org")
    page.goto(LIST)
    page.get_by_role("link", name="Jahresrückblick").click()
    expect(page.get_by_role("heading", name="im Rückblick")).to_be_visible()
    look(page)  # a year without requests
    page.get_by_label("Jahr", exact=True).select_option("2025")
    page.get_by_role("button", name="Anzeigen").click()
    expect(page.get_by_role("heading", name="MiGlobe NRW: 2025 im Rückblick")).to_be_visible()
    expect(page.get_by_role("img", name="Karte von Nordrhein-Westfalen")).to_be_visible()
    look(page)
    page.emulate_media(color_scheme="dark")
    page.evaluate("document.documentElement.className = 'w-theme-dark'")
    look(page)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 1000})  # A4 without its margins
    assert not page.evaluate(WIDER_THAN_THE_WINDOW)
    for hidden in (".sidebar", ".year__choose", ".year__files"):
        expect(page.locator(hidden)).to_be_hidden()
    for bar in page.locator(".year__bar rect[width='100']").all():
        assert bar.bounding_box()["width"] > 100
    assert YEAR in page.url
