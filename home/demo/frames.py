"""The pictures of the stand-in film: five circles that move, and a sentence beside them."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw

from miglobe_site.files.social_card import COLOURS, DIVIDER, INK, font, wrapped

FOLDER = Path(__file__).parent
SIZE = (1280, 720)
SCALE = 2  # drawn larger and scaled down, for smooth edges
MOVE = 1.0  # seconds until the circles of a scene are at their places
BADGE = "Beispielvideo"

#: (x, y, radius) of the five circles, one row for each scene.
CLUSTER = [(930, 230, 118), (1058, 323, 118), (1009, 474, 118), (851, 474, 118), (802, 323, 118)]
PLACES = [
    CLUSTER,
    [(760, 180, 70), (1120, 220, 85), (1150, 520, 65), (830, 560, 80), (960, 370, 60)],
    [(740, 360, 70), (850, 360, 70), (960, 360, 70), (1070, 360, 70), (1180, 360, 70)],
    [(830, 290, 105), (1030, 290, 105), (1050, 450, 105), (940, 370, 120), (810, 440, 105)],
    [(770, 190, 50), (1130, 190, 50), (950, 360, 190), (1130, 540, 50), (770, 540, 50)],
]


@dataclass(frozen=True)
class Scene:
    """``start`` and ``end`` in seconds; what is shown, said and seen in it."""

    start: int
    end: int
    chapter: str
    shown: str
    said: str
    english: str
    seen: str


def read_scenes():
    data = tomllib.loads((FOLDER / "scenes.toml").read_text(encoding="utf-8"))
    ends = [scene["start"] for scene in data["scenes"][1:]] + [data["length"]]
    return [Scene(end=end, **scene) for scene, end in zip(data["scenes"], ends, strict=True)]


def draw(number, scene, seconds):
    """Draw a scene, ``seconds`` after its start."""
    part = min(seconds / MOVE, 1)
    part = part * part * (3 - 2 * part)  # slow at both ends
    before = PLACES[max(number - 1, 0)]
    places = [
        [a + (b - a) * part for a, b in zip(old, new, strict=True)]
        for old, new in zip(before, PLACES[number], strict=True)
    ]
    frame = circles(places)
    pen = ImageDraw.Draw(frame)
    pen.text((80, 90), "MiGlobe", font=font(64), fill=INK)
    ink = tuple(round(255 - (255 - value) * part) for value in (0x1D, 0x22, 0x30))
    for row, line in enumerate(wrapped(scene.shown, font(48), 560)):
        pen.text((80, 250 + 66 * row), line, font=font(48), fill=ink)
    pen.rounded_rectangle((80, 600, 80 + 36 + font(26).getlength(BADGE), 650), 25, outline=INK)
    pen.text((98, 607), BADGE, font=font(26), fill=INK)
    for place, colour in enumerate(DIVIDER):
        pen.rectangle((place * 320, 704, place * 320 + 320, 720), fill=colour)
    return frame


def circles(places):
    """Draw the five circles, whose colours multiply where they overlap, on white."""
    large = (SIZE[0] * SCALE, SIZE[1] * SCALE)
    image = Image.new("RGB", large, "white")
    for (x, y, radius), colour in zip(places, COLOURS, strict=True):
        layer = Image.new("RGB", large, "white")
        box = [SCALE * side for side in (x - radius, y - radius, x + radius, y + radius)]
        ImageDraw.Draw(layer).ellipse(box, fill=colour)
        image = ImageChops.multiply(image, layer)
    return image.resize(SIZE, Image.Resampling.LANCZOS)
