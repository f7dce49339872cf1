"""axe-core, and pixels where it cannot tell."""

from importlib.resources import files
from io import BytesIO

from bs4 import BeautifulSoup
from PIL import Image, ImageColor

from tests.contrast import contrast
from tests.sheets import classes_without_sheet

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: Those whose outcome another colour scheme can change.
RULES_ON_COLORS = ["color-contrast", "link-in-text-block"]
RUN_AXE = "rules => axe.run({runOnly: rules, resultTypes: ['violations', 'incomplete']})"
# Paint a text in another color, or as before; return its color and whether it counts as large.
PAINT = """(element, paint) => {
  const {color, fill, fontSize} = getComputedStyle(element);
  element.style.color = element.style.fill = paint;
  return [element instanceof SVGElement ? fill : color, parseFloat(fontSize) >= 24];
}"""
MARKER = (255, 0, 255)


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


def findings(page, rules=RULES):
    """What axe finds; where it can't tell what lies behind a text, the pixels do.

    And of a page of the site, the classes whose style sheet it lacks.
    """
    if "/admin/" not in page.url:
        for name in classes_without_sheet(BeautifulSoup(page.content(), "html.parser")):
            yield f"no style sheet for the class {name}"
    result = page.evaluate(RUN_AXE, rules)
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
