"""The layout: what fits, what moves, and what is left without mouse, colours, scripts or screen."""

import re

import pytest

from tests.browser.steps import CUT_TEXTS

WIDTHS = [320, 768, 1280]
JOURNEYS = ["/", "/nrw/", "/bw/miglobe/"]
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint').length > 0"

# Words of headings on more than one line, other than after a hyphen; without the browser's own
# hyphenation, which it may lack.
BROKEN_WORDS = """() => {
  const found = [];
  for (const heading of document.querySelectorAll('h1, h2, h3')) {
    heading.style.hyphens = 'manual';
    const walker = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      for (const {0: word, index} of walker.currentNode.data.matchAll(/[^\\s-]+-?/g)) {
        const range = document.createRange();
        range.setStart(walker.currentNode, index);
        range.setEnd(walker.currentNode, index + word.length);
        if (range.getClientRects().length > 1) found.push(`broken: ${word}`);
      }
    }
    heading.style.hyphens = '';
  }
  return found;
}"""

#: A shift is told with three digits; on a busy machine smaller ones come and go.
WATCH_SHIFTS = """window.shifts = [];
new PerformanceObserver(list => {
  for (const {value, sources} of list.getEntries()) {
    if (value < 0.001) continue;
    const moved = sources.map(({node}) => `${node?.nodeName} ${node?.className}`);
    window.shifts.push(`${value.toFixed(4)} ${moved}`);
  }
}).observe({type: 'layout-shift', buffered: true});"""

MOVES = """() => [
  ...window.shifts,
  ...document.getAnimations().map(animation => animation.animationName ?? 'transition'),
  ...[...document.querySelectorAll('[autoplay], marquee')].map(element => element.outerHTML),
]"""

SCROLL_DOWN = """async () => {
  for (let y = 0; y < document.body.scrollHeight; y += innerHeight) {
    scrollTo(0, y);
    await new Promise(requestAnimationFrame);
  }
  await Promise.all([...document.images].map(image => image.decode().catch(() => null)));
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
}"""

CONTROLS = """() => [...document.querySelectorAll('a[href], button, summary, input, select')]
  .filter(element => element.checkVisibility({visibilityProperty: true}))
  .map(element => element.getAttribute('href') ?? element.textContent.trim())"""

# What has the focus, and whether its looks say so: compared with those after the focus is gone.
FOCUSED = """async () => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const looks = () => JSON.stringify([element, ...element.querySelectorAll('*')].map(each => {
    const {outlineStyle, outlineWidth, boxShadow, stroke, strokeWidth} = getComputedStyle(each);
    return [outlineStyle !== 'none' && outlineWidth, boxShadow, stroke, strokeWidth];
  }));
  await new Promise(requestAnimationFrame);
  const box = (element.getClientRects()[0] ?? element.getBoundingClientRect());
  // The middle; of a shape in a picture any point, since Bremen has two parts with another between.
  const shares = element instanceof SVGElement ? [.1, .2, .3, .4, .5, .6, .7, .8, .9] : [.5];
  const points = shares.flatMap(x => shares.map(y => [x, y]));
  const shown = points.map(([x, y]) =>
    document.elementFromPoint(box.x + box.width * x, box.y + box.height * y));
  const focused = looks();
  const found = {
    name: element.getAttribute('href') ?? element.textContent.trim(),
    place: ['header', 'main', 'footer'].findIndex(name => element.closest(`body > ${name}`)),
    visible: box.width > 0 && box.top >= 0 && box.bottom <= innerHeight + 1
      && box.left >= 0 && box.right <= innerWidth + 1,
    uncovered: shown.some(on => on && (element.contains(on) || on.contains(element))),
  };
  element.blur();
  found.marked = looks() !== focused;
  element.focus({preventScroll: true});
  return found;
}"""


@pytest.fixture
def other_context(browser, live_server):
    """Make a browser session with other abilities; it is closed with the test."""
    contexts = []

    def make(**options):
        contexts.append(browser.new_context(base_url=live_server.url, locale="de-DE", **options))
        return contexts[-1].new_page()

    yield make
    for context in contexts:
        context.close()


def test_no_text_is_cut(every_page, other_context):
    page = other_context()
    settings = page.context.new_cdp_session(page)
    found = []
    for path in every_page:
        page.goto(path)
        page.evaluate("document.fonts.ready")
        for size in (16, 32):
            settings.send("Page.setFontSizes", {"fontSizes": {"standard": size}})
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                texts = page.evaluate(CUT_TEXTS)
                if size == 16:
                    texts += page.evaluate(BROKEN_WORDS)
                found += [f"{path} at {width} px, text of {size} px: {text}" for text in texts]
    assert not found, "\n".join(found)


def test_cut_text_is_noticed(page):
    page.goto("/nrw/")
    page.set_viewport_size({"width": 320, "height": 800})
    page.evaluate("document.querySelector('h1').style.whiteSpace = 'nowrap'")
    page.evaluate("document.querySelector('.lead').style.marginBlockStart = '-8rem'")
    found = " ".join(page.evaluate(CUT_TEXTS))
    assert "outside" in found and "over one another" in found


def test_nothing_moves_while_a_page_loads_or_by_itself(every_page, other_context):
    page = other_context()
    page.add_init_script(WATCH_SHIFTS)
    found = []
    for path in every_page:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(path)
            page.evaluate(SCROLL_DOWN)
            found += [f"{path} at {width} px: {text}" for text in page.evaluate(MOVES)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", JOURNEYS)
def test_late_font_moves_nothing_and_is_there_on_the_next_page(path, width, other_context):
    page = other_context(viewport={"width": width, "height": 800}, bypass_csp=True)
    held = []
    page.route("**/*.woff2", lambda route: held.append(route))
    page.add_init_script(WATCH_SHIFTS)
    page.goto(path, wait_until="commit")
    page.wait_for_function(FIRST_PAINT)
    page.wait_for_timeout(300)
    assert held
    with page.expect_event("requestfinished", lambda request: request.url.endswith("woff2")):
        for route in held:
            route.continue_()
    page.wait_for_timeout(300)
    assert page.evaluate("window.shifts") == []
    page.unroute("**/*.woff2")
    page.goto("/nrw/kooperation/")
    page.evaluate("document.fonts.ready")
    assert fonts_of(page, "h1") == {"Atkinson Hyperlegible Next"}
    assert page.evaluate("window.shifts") == []


def fonts_of(page, selector):
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    return {re.sub(" (Variable|ExtraLight|Regular|Bold)+$", "", f["familyName"]) for f in fonts}


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", JOURNEYS)
def test_keyboard_reaches_everything_in_order(path, width, page):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path)
    expected = page.evaluate(CONTROLS)
    steps = []
    for _step in range(len(expected) + 1):
        page.keyboard.press("Tab")
        if (step := page.evaluate(FOCUSED)) is None:
            break
        steps.append(step)
    assert [step["name"] for step in steps] == expected
    assert steps[0]["name"] == "#main"
    places = [step["place"] for step in steps]
    assert places == sorted(places) and {0, 1, 2} <= set(places)
    for virtue in ("visible", "uncovered", "marked"):
        assert [step["name"] for step in steps if not step[virtue]] == []


def test_skip_link_leads_past_the_header(page):
    page.goto("/nrw/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_small_menu_opens_with_the_keyboard(page):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/nrw/")
    menu = page.locator("nav.menu details:visible")
    links = menu.locator("a")
    assert not links.first.is_visible()
    page.locator("nav.menu summary:visible").focus()
    page.keyboard.press("Enter")
    assert menu.evaluate("element => element.open")
    names = []
    for _link in range(links.count()):
        page.keyboard.press("Tab")
        step = page.evaluate(FOCUSED)
        assert step["visible"] and step["uncovered"] and step["marked"], step
        names.append(step["name"])
    assert names == links.evaluate_all("all => all.map(link => link.getAttribute('href'))")
    assert page.evaluate(CUT_TEXTS.replace("'.skip-link,", "'.skip-link, main, main *,")) == []
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{names[-1]}")


@pytest.mark.parametrize("path", JOURNEYS)
def test_same_links_without_javascript(path, page, other_context):
    plain = other_context(java_script_enabled=False)
    for each in (page, plain):
        each.set_viewport_size({"width": 390, "height": 800})
        each.goto(path)
        if each.locator("nav.menu summary:visible").count():
            each.locator("nav.menu summary:visible").click()
            each.locator("nav.menu details:visible a").last.wait_for()
    links = "all => all.map(link => link.href)"
    visible = "a:visible"
    expected = page.locator(visible).evaluate_all(links)
    assert plain.locator(visible).evaluate_all(links) == expected
    assert len(expected) > 3


def test_forced_colors_keep_the_outlines(every_page, other_context):
    page = other_context(forced_colors="active", reduced_motion="reduce")
    buttons = 0
    for path in every_page:
        page.goto(path)
        assert page.locator("h1").first.is_visible(), path
        found = page.locator(".button:visible, summary:visible").evaluate_all(
            "all => all.map(each => getComputedStyle(each))"
            ".map(({borderTopStyle, borderTopWidth}) => [borderTopStyle, borderTopWidth])"
        )
        assert all(style == "solid" and width != "0px" for style, width in found), path
        buttons += len(found)
        assert page.evaluate("document.getAnimations().length") == 0, path
    assert buttons


def test_page_prints_as_a_leaflet(page):
    page.goto("/bw/miglobe/")
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert page.locator("header .logo").is_visible()
    assert [nav for nav in page.locator("nav").all() if nav.is_visible()] == []
    assert page.evaluate("getComputedStyle(document.body).color") != "rgb(241, 242, 245)"
    assert page.locator(".beside-people").count()
    assert not page.locator(".beside-people").is_visible(), "who has not agreed to print"
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF-")
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 3
