"""On a slow line a page arrives in pieces: what is on the screen stays where it is."""

import pytest

PAGES = [
    "/", "/nrw/", "/bw/", "/nrw/kooperation/", "/nrw/beratung-anfragen/", "/nrw/mitglieder/",
    "/nrw/mitglieder/amina-lindenfeld/", "/nrw/praxisbeispiele/", "/bw/erklaervideo/",
]  # fmt: skip

# Take the end of the page away, piece by piece, and tell what stands elsewhere without it:
# counted as browsers count a shift of the layout, from a thousandth on.
STANDS_ELSEWHERE = """() => {
  const rect = element => element.getBoundingClientRect();
  const pieces = [...document.querySelectorAll('body *')].filter(element => {
    const {width, height, top} = rect(element);
    return !element.children.length && element.textContent.trim() && width && height
      && top < innerHeight && element.checkVisibility({visibilityProperty: true});
  });
  const places = new Map(pieces.map(piece => [piece, rect(piece)]));
  const found = [];
  while (pieces.length > 1) {
    const last = pieces.pop();
    for (let node = last; node !== document.body; node = node.parentNode) {
      while (node.nextSibling) node.nextSibling.remove();
    }
    last.remove();
    for (const piece of pieces) {
      const [now, then] = [rect(piece), places.get(piece)];
      const moved = Math.max(Math.abs(now.left - then.left), Math.abs(now.top - then.top));
      const score = moved / Math.max(innerWidth, innerHeight)
        * (now.width * now.height + then.width * then.height) / (innerWidth * innerHeight);
      if (moved > 3 && score >= 0.001) {
        found.push(`${piece.textContent.trim().slice(0, 30)} by ${Math.round(moved)} px `
          + `when ${last.textContent.trim().slice(0, 30)} comes`);
      }
    }
  }
  return found;
}"""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_what_stands_stays_when_the_rest_comes(path, width, live_server, page):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path)
    page.evaluate("document.fonts.ready")
    assert page.evaluate(STANDS_ELSEWHERE) == []
