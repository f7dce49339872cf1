"""The picture with which an edition's pages are shared: 1200 × 630 pixels, drawn with Pillow.

That of the pages outside the editions is static/img/social.png; ``python -m
miglobe_site.files.social_card`` draws it anew.
"""

import math
from functools import cache
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.templatetags.static import static
from PIL import Image, ImageChops, ImageDraw, ImageFont

FOLDER = "images/social/"
COMMON, COMMON_NAME = "img/social.png", "Beratung für Kommunen"
COMMON_CLAIM = "Neue Chancen für die kommunale Entwicklungspolitik"
SIZE = (1200, 630)
SCALE = 2  # drawn larger and scaled down, for smooth edges
INK = "#1d2230"
COLOURS = ["#e4533f", "#f6b92b", "#4fa65a", "#2f8dcd", "#8c59b4"]
CENTRE, DISTANCE, RADIUS = (930, 300), 125, 110
DIVIDER = ["#e76a8e", "#ef8a3c", "#f6b92b", "#4fa65a"]


def path(edition, language):
    return f"{FOLDER}{edition.key}-{language}.png"


def url(edition, language):
    """Absolute URL of an edition's picture; it is made when the start page is published."""
    return settings.BASE_URL + settings.MEDIA_URL + path(edition, language)


def common_url() -> str:
    """Absolute URL of the picture for pages outside the editions."""
    return settings.BASE_URL + static(COMMON)


def save(edition, language, claim):
    """Draw and store the picture of an edition in a language, over the one before."""
    target = BytesIO()
    draw(edition.state, claim).save(target, "PNG", optimize=True)
    name = path(edition, language)
    default_storage.delete(name)
    default_storage.save(name, ContentFile(target.getvalue()))


def draw(name, claim):
    card = Image.new("RGB", (SIZE[0] * SCALE, SIZE[1] * SCALE), "white")
    for number, colour in enumerate(COLOURS):
        angle = math.radians(72 * number - 90)
        x, y = CENTRE[0] + DISTANCE * math.cos(angle), CENTRE[1] + DISTANCE * math.sin(angle)
        layer = Image.new("RGB", card.size, "white")
        box = [SCALE * side for side in (x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS)]
        ImageDraw.Draw(layer).ellipse(box, fill=colour)
        card = ImageChops.multiply(card, layer)
    card = card.resize(SIZE, Image.Resampling.LANCZOS)
    pen = ImageDraw.Draw(card)
    pen.text((80, 150), "MiGlobe", font=font(96), fill=INK)
    pen.text((80, 280), name, font=font(46), fill=INK)
    for number, line in enumerate(wrapped(claim, font(38), 620)[:3]):
        pen.text((80, 390 + 52 * number), line, font=font(38), fill=INK)
    for number, colour in enumerate(DIVIDER):
        pen.rectangle((number * 300, 606, number * 300 + 300, 630), fill=colour)
    return card


@cache
def font(size):
    name = "fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2"
    face = ImageFont.truetype(Path(finders.find(name)), size)
    face.set_variation_by_axes([700])
    return face


def wrapped(text, face, width):
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if face.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


if __name__ == "__main__":
    target = Path(__file__).parents[2] / "static" / COMMON
    draw(COMMON_NAME, COMMON_CLAIM).save(target, "PNG", optimize=True)
