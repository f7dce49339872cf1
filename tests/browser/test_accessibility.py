"""What axe-core finds on one page of each type, in both editions, at two widths and schemes."""

from importlib.resources import files
from io import BytesIO

import pytest
from PIL import Image, ImageColor

from tests.miglobe_site.test_html import one_page_of_each_type, publish_every_page
from tests.site import login

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = "rules => axe.run({runOnly: rules, resultTypes: ['violations', 'incomplete']})"
WIDTHS = [320, 1280]
SCHEMES = ["light", "dark"]

# Paint a text in another color, or as before; return its color and whether it counts as large.
PAINT = """(element, paint) => {
  const {color, fill, fontSize} = getComputedStyle(element);
  element.style.color = element.style.fill = paint;
  return [element instanceof SVGElement ? fill : color, parseFloat(fontSize) >= 24];
}"""
MARKER = (255, 0, 255)


def luminance(color):
    parts = [channel / 255 for channel in color]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def distance(one, other):
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))


def pixels(element):
    data = Image.open(BytesIO(element.screenshot())).convert("RGB").tobytes()
    return zip(data[::3], data[1::3], data[2::3], strict=True)


def lowest_contrast(element):
    """The contrast of a text with the worst spot behind its letters, and what it needs.

    Two pictures, without the text and with it in a glaring color, tell where the letters are.
    """
    element.scroll_into_view_if_needed()
    color, is_large = element.evaluate(PAINT, "transparent")
    grounds = pixels(element)
    element.evaluate(PAINT, f"rgb{MARKER}")
    pairs = set(zip(grounds, pixels(element), strict=True))
    element.evaluate(PAINT, "")
    behind = [a for a, b in pairs if 2 * distance(b, MARKER) < distance(a, MARKER)]
    ink = ImageColor.getrgb(color)[:3]
    return min((contrast(ink, ground) for ground in behind), default=0), 3 if is_large else 4.5


def findings(page):
    """What axe finds; where it can't tell what lies behind a text, the pixels do."""
    result = page.evaluate(RUN_AXE, RULES)
    for rule in result["violations"]:
        for node in rule["nodes"]:
            yield f"{rule['id']}: {node['target']}"
    for rule in result["incomplete"]:
        for node in rule["nodes"]:
            if rule["id"] != "color-contrast":
                yield f"{rule['id']}, undecided: {node['target']}"
                continue
            found, needed = lowest_contrast(page.locator(node["target"][0]))
            if found < needed:
                yield f"contrast {found:.2f} instead of {needed}: {node['target']}"


@pytest.fixture
def paths(live_server, context, client):
    publish_every_page()
    login(client, "admin@example.org")
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    return [*one_page_of_each_type(), "/admin/components/"]


def test_axe_finds_nothing(paths, page, problems):
    found = []
    for path in paths:
        page.goto(path)
        page.evaluate(AXE)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                found += [f"{path} at {width} px, {scheme}: {text}" for text in findings(page)]
    problems[:] = [problem for problem in problems if "/gibt-es-nicht/" not in problem]
    assert len(paths) > 20
    assert not found, "\n".join(found)


def test_axe_finds_planted_mistakes(page):
    page.goto("/nrw/")
    page.evaluate(AXE)
    page.evaluate("document.querySelector('h1').outerHTML = '<h5>a</h5><button></button>'")
    page.evaluate("document.querySelector('.lead').style.color = 'silver'")
    page.set_viewport_size({"width": 320, "height": 800})
    found = " ".join(findings(page))
    for part in ("button-name", "page-has-heading-one", "contrast"):
        assert part in found
