"""Each federal state has an accent that reads well and differs from its neighbours'."""

import re

import pytest
from PIL.ImageColor import getrgb

from editions.registry import EDITIONS
from miglobe_site.settings import BASE_DIR
from tests.contrast import contrast

CSS = (BASE_DIR / "static/css/parts/site/100-tokens.css").read_text(encoding="utf-8")
LIGHT, DARK = CSS.split("@media screen and (prefers-color-scheme")
NEIGHBOURS = {
    "sh": "hh ni mv",
    "hh": "ni",
    "ni": "hb mv bb st th he nrw",
    "mv": "bb",
    "bb": "be sn st",
    "nrw": "he rp",
    "he": "th by bw rp",
    "rp": "bw sl",
    "bw": "by",
    "by": "th sn",
    "th": "st sn",
    "st": "sn",
}


def rules(css):
    """Yield (selector, {custom property: (red, green, blue)}) of each rule."""
    for selector, body in re.findall(r"([^{};]+)\{([^{}]*)\}", css):
        colours = re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", body)
        yield selector, {name: getrgb(colour) for name, colour in colours}


def colours_of(key, css):
    """The colours of an edition's pages, as the cascade leaves them."""
    found = {}
    for selector, colours in rules(css):
        if ":root" in selector or f'[data-edition="{key}"]' in selector:
            found |= colours
    return found


@pytest.mark.parametrize("key", EDITIONS)
@pytest.mark.parametrize("css", [LIGHT, DARK], ids=["light", "dark"])
def test_accent_is_legible(key, css):
    colours = colours_of(key, css)
    assert f'[data-edition="{key}"]' in css
    for ground in ("ground", "surface"):
        assert contrast(colours["accent"], colours[ground]) >= 7
        assert contrast(colours["accent-strong"], colours[ground]) >= 7
    assert contrast(colours["accent"], colours["accent-tint"]) >= 4.5
    assert contrast(colours["ink"], colours["accent-tint"]) >= 7
    for button in ("accent", "accent-strong"):
        assert contrast(colours["on-accent"], colours[button]) >= 7


@pytest.mark.parametrize("css", [LIGHT, DARK], ids=["light", "dark"])
def test_neighbours_differ(css):
    accents = {key: colours_of(key, css)["accent"] for key in EDITIONS}
    assert len(set(accents.values())) == 5
    for key, neighbours in NEIGHBOURS.items():
        for other in neighbours.split():
            assert accents[key] != accents[other], (key, other)
