"""Mein Profil: the portrait, from upload to crop."""

import struct
import zlib

import pytest
from django.test import Client
from PIL import Image

from tests.factories.my_profile import decide, fresh, waiting
from tests.factories.photos import ADDRESS, photo, upload
from tests.site import soup, submit, visible_text

pytestmark = pytest.mark.sqlite_is_enough("pictures")

ORIENTATION, GPS = 0x0112, 0x8825


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_image_is_stored_upright_without_place_and_waits(kind, advisor, page):
    exif = Image.Exif()
    if kind in {"JPEG", "WEBP"}:
        exif[ORIENTATION] = 6  # turned by 90 degrees
    exif.get_ifd(GPS)[1] = "N"
    answer = upload(advisor, photo(kind, exif=exif.tobytes()), "IMG.HEIC")
    assert "die Redaktion prüft es jetzt" in visible_text(answer)
    image = waiting(page).photo
    assert fresh(page).photo != image
    with Image.open(image.file) as stored:
        assert not stored.getexif()
        assert "exif" not in stored.info
        is_turned = kind in {"JPEG", "WEBP"}
        assert stored.size == ((600, 800) if is_turned else (800, 600))
        red = stored.convert("RGB").getpixel((300, 100) if is_turned else (100, 300))
        assert red[0] > 150 > red[2]
    assert image.collection.name == "NRW"
    assert page.slug not in image.file.name
    # The advisor sees it before the public does.
    picture = soup(advisor.get(ADDRESS)).find("input", {"type": "image"})["src"]
    assert advisor.get(picture).status_code == 200
    assert Client().get(picture).status_code == 404
    decide(page, "approve")
    assert fresh(page).photo == image
    assert Client().get(picture).status_code == 200


def test_alternative_text_is_suggested(advisor, page):
    submit(advisor, ADDRESS, form="form[action*=entfernen]")
    assert waiting(page).photo is None
    field = soup(advisor.get(ADDRESS)).find("input", {"name": "alt"})
    assert field["value"] == f"Porträt von {page.name}"


def test_tap_sets_the_point_of_the_crop(advisor, page):
    upload(advisor, photo(size=(1200, 800)))
    crop(advisor, "focus", {"focus.x": 168, "focus.y": 38})
    image = waiting(page).photo
    point = (image.focal_point_x, image.focal_point_y)
    assert point == pytest.approx((900, 203), abs=2)
    for button, down in (("unterer Teil", 640), ("focus", 320)):  # by keyboard it sends 0, 0
        crop(advisor, button)
        image.refresh_from_db()
        assert (image.focal_point_x, image.focal_point_y) == (600, down)
    for nonsense in ("9" * 30, "-5", "x", ""):
        answer = crop(advisor, "focus", {"focus.x": nonsense, "focus.y": 1})
        assert answer.status_code == 302
        image.refresh_from_db()
        assert 0 <= image.focal_point_x <= image.width


def crop(client, button, changes=None):
    return submit(client, ADDRESS, changes, button, form="form[action*=ausschnitt]")


def bomb():
    """A PNG of some bytes that says it has 12,000 × 12,000 pixels."""

    def chunk(kind, data):
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 12_000, 12_000, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "leer"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "kein Bild"),
        (b"%PDF-1.7", "kein Bild"),
        (photo()[:3000], "beschädigt"),
        (bomb(), "zu viele Bildpunkte (12000 × 12000)"),
        (photo(size=(300, 900)), "zu klein (300 × 900)"),
        (photo() + b"\0" * (10 * 1024 * 1024), "zu groß"),
        (photo("GIF"), "kein Bild"),
    ],
    ids=["empty", "svg", "pdf", "truncated", "bomb", "small", "big", "gif"],
)
def test_files_that_cannot_be_used_get_a_clear_word(data, message, advisor, page):
    answer = upload(advisor, data)
    assert answer.status_code == 200
    assert message in visible_text(answer)
    assert waiting(page).photo == page.photo


def test_credit_alone_can_be_changed(advisor, page):
    upload(advisor, None, photo_credit="Foto: Muster")
    assert waiting(page).photo_credit == "Foto: Muster"
    assert waiting(page).photo == page.photo
