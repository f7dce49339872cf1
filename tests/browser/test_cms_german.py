"""The CMS speaks German in what a browser shows: relative times and empty states included."""

import re

import pytest
from django.contrib.auth import get_user_model

from home.models import ContentPage
from tests.browser.steps import log_in
from tests.german import is_unfit

LISTS = [
    "/admin/",
    "/admin/account/",
    "/admin/pages/{parent}/",
    "/admin/pages/{parent}/?q=MiGlobe",
    "/admin/pages/{parent}/?q=nichtsda",
    "/admin/pages/search/?q=MiGlobe",
    "/admin/pages/search/?q=nichtsda",
    "/admin/images/?q=nichtsda",
    "/admin/documents/",
    "/admin/members/?q=nichtsda",
    "/admin/examples/",
    "/admin/reports/locked/",
    "/admin/reports/workflow/",
    "/admin/reports/site-history/",
    "/admin/reports/aging-pages/",
]
OF_A_PAGE = [
    "/admin/pages/{pk}/",
    "/admin/pages/{pk}/edit/",
    "/admin/pages/{pk}/history/",
    "/admin/pages/{pk}/workflow_history/",
    "/admin/pages/{pk}/usage/",
]
#: What a browser shows where the pointer rests, and what screen readers read.
NAMES = """() => [...document.querySelectorAll("body *")].flatMap((element) =>
  ["title", "aria-label", "placeholder", "data-w-tooltip-content-value", "data-tippy-content"]
    .map((name) => element.getAttribute(name)).filter(Boolean))"""
PANELS = "[data-side-panel-toggle=status]:visible, [data-side-panel-toggle=checks]:visible"


@pytest.fixture
def waiting(transactional_db):
    """A page that a contributor has just submitted."""
    page = ContentPage.objects.get(slug="kooperation", locale__language_code="de-x-nrw")
    writer = get_user_model().objects.get(email="mitarbeit-nrw@example.org")
    page.summary = "Was jemand soeben geschrieben hat."
    page.save_revision(user=writer)
    page.get_workflow().start(page, writer)
    return page


def unfit_lines(page):
    for button in page.locator(PANELS).all():
        button.click()
    lines = page.locator("body").inner_text().splitlines()
    return [line for line in [*lines, *page.evaluate(NAMES)] if is_unfit(line)]


def test_no_line_on_the_screen_has_words_that_no_editor_should_read(page, waiting):
    log_in(page, "redaktion-nrw@example.org")
    faults = {}
    for address in [*LISTS, *OF_A_PAGE]:
        page.goto(address.format(pk=waiting.pk, parent=waiting.get_parent().pk))
        if lines := unfit_lines(page):
            faults[address] = lines
    assert faults == {}


def test_buttons_of_the_editor_for_texts_name_the_keys_of_a_german_keyboard(page, waiting):
    log_in(page, "redaktion-nrw@example.org")
    page.goto(f"/admin/pages/{waiting.pk}/edit/")
    text = page.locator("[contenteditable=true]").first
    text.click()
    text.press("Control+a")  # what is selected has a bar of buttons
    bold = page.locator(".Draftail-ToolbarButton[name=BOLD]:visible").first
    bold.hover()
    shown = bold.evaluate("button => getComputedStyle(button, '::after').content")
    assert "Strg + B" in shown and "Ctrl" not in shown
    assert unfit_lines(page) == []
    page.get_by_role("button", name="Block einfügen").last.click()
    page.get_by_role("option", name="Text", exact=True).click()  # an editor that comes later
    assert not [label for label in page.evaluate(NAMES) if "Ctrl" in label]


def test_a_waiting_page_says_in_german_since_when(page, waiting):
    log_in(page, "redaktion-nrw@example.org")
    page.goto(f"/admin/pages/{waiting.pk}/edit/")
    page.locator("[data-side-panel-toggle=status]").click()
    page.get_by_text(re.compile(r"\bvor .*(Sekunde|Minute)")).first.wait_for()
