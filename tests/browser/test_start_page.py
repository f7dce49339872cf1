"""The first screen, the header and the circles, as they are drawn."""

import pytest

from tests.browser.steps import CUT_TEXTS

HEADER_WIDTHS = [1024, 1100, 1200, 1280, 1344, 1440, 1600, 1920]

INSIDE = """element => {
  const {top, bottom, left, right} = element.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight && left >= 0 && right <= innerWidth;
}"""

# The height of the header, the words on its line that stand below others, and its entries.
HEADER = """() => {
  const header = document.querySelector('.site-header');
  const parts = [...header.querySelectorAll('.site-header__inner > *, .menu__list--wide > li')]
    .filter(part => part.checkVisibility());
  const middles = parts.map(part => {
    const {top, bottom} = part.getBoundingClientRect();
    return (top + bottom) / 2;
  });
  return {
    height: header.offsetHeight,
    lines: Math.max(...middles) - Math.min(...middles) < 24 ? 1 : 2,
    entries: header.querySelectorAll('.menu__list--wide > li').length,
    wide: document.documentElement.scrollWidth > innerWidth,
    apart: parts.every((part, n) => parts.slice(n + 1).every(other => part.contains(other)
      || part.getBoundingClientRect().right <= other.getBoundingClientRect().left + 1)),
  };
}"""

# Circles that an edge of the window cuts, and texts that lie over or under one.
CIRCLES = """() => {
  const found = [];
  for (const svg of document.querySelectorAll('.five-circles, .portrait')) {
    const box = svg.getBoundingClientRect();
    if (box.left < 0 || box.right > innerWidth) found.push('cut');
    for (let up = svg.parentElement; up; up = up.parentElement) {
      if (getComputedStyle(up).overflowX !== 'visible') found.push(`inside ${up.className}`);
    }
    const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || svg.contains(parent)) continue;
      if (parent.closest('.visually-hidden')) continue;
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      for (const line of range.getClientRects()) {
        if (line.left < box.right - 1 && line.right > box.left + 1
            && line.top < box.bottom - 1 && line.bottom > box.top + 1) {
          found.push(`text: ${walker.currentNode.data.trim().slice(0, 40)}`);
        }
      }
    }
  }
  return found;
}"""

COLOURS = """() => [...document.querySelectorAll('.five-circles .circle')]
  .map(circle => getComputedStyle(circle).fill)"""
LOGO = """() => [...document.querySelectorAll('header .logo__circles circle')]
  .map(circle => getComputedStyle(circle).fill)"""


@pytest.mark.parametrize("edition", ["nrw", "bw"])
def test_first_screen_of_a_phone_holds_the_price_and_both_buttons(edition, page):
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto(f"/{edition}/")
    assert "kostenlos" in page.locator(".hero .cost").inner_text()
    assert page.locator(".hero .cost").evaluate(INSIDE)
    request, find = page.locator(".hero .buttons a").all()
    assert "Kostenlose Beratung anfragen" in request.inner_text()
    assert request.evaluate(INSIDE) and find.evaluate(INSIDE)


def test_header_is_one_line_however_wide(every_page, page):
    long = next(path for path in every_page if "ffentlichkeitsarbeit" in path)
    for path in ("/", "/nrw/", "/bw/mitglieder/", "/nrw/beratung-anfragen/", long):
        page.goto(path)
        page.evaluate("document.fonts.ready")
        for width in HEADER_WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            found = page.evaluate(HEADER)
            assert found["height"] <= 140, (path, width, found)
            assert found["lines"] == 1 and found["apart"], (path, width, found)
            assert found["entries"] <= 6 and not found["wide"], (path, width, found)


def test_drops_of_the_header_show_all_their_words(page):
    page.set_viewport_size({"width": 1024, "height": 900})
    page.goto("/nrw/")
    for name in (".switch", ".menu__list--wide", ".site-search__drop"):
        page.locator(f"{name} summary, {name} > summary").first.click()
        cut = CUT_TEXTS.replace("'.skip-link,", "'.skip-link, main, main *,")
        assert page.evaluate(cut) == [], name
        assert page.locator("details[data-drop][open]").count() == 1, "one at a time"
    assert page.evaluate("document.activeElement.id") == "site-search"


@pytest.mark.parametrize("width", [390, 1280])
def test_escape_closes_the_menu_and_gives_the_focus_back(width, page):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/nrw/")
    drop = page.locator("nav.menu details:visible")
    drop.locator("summary").click()
    assert drop.evaluate("element => element.open")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert not drop.evaluate("element => element.open")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", ["/nrw/mitglieder/", "/bw/praxisbeispiele/"])
def test_few_steps_lead_past_header_and_filters_into_a_list(path, width, page):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path)
    steps = 0
    while page.evaluate("!document.activeElement.closest('#liste *')"):
        page.keyboard.press("Tab")
        steps += 1
        if page.evaluate("document.activeElement.textContent") == "Filter überspringen":
            page.keyboard.press("Enter")
        assert steps <= 12


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
@pytest.mark.parametrize("path", ["/nrw/", "/bw/"])
def test_circles_are_whole_and_apart_from_texts(path, width, page):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path)
    assert page.locator(".five-circles").count() == 1
    assert page.evaluate(CIRCLES) == []
    assert page.evaluate(COLOURS) == page.evaluate(LOGO)


def test_three_taps_lead_to_an_available_advisor_who_speaks_french(page):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/nrw/")
    page.get_by_role("link", name="Kommunale Partnerschaften").first.click()
    page.get_by_role("link", name="Amina Lindenfeld").first.click()
    text = page.locator("main").inner_text()
    assert "Französisch" in text and "Kommunale Partnerschaften" in text
