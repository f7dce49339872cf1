"""Portraits that advisors upload."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.site import soup

ADDRESS = "/mein-profil/foto/"
LEFT, RIGHT = (200, 30, 30), (30, 30, 200)


def photo(kind="JPEG", size=(800, 600), exif=None):
    """A picture, red at its left and blue at its right."""
    picture = Image.new("RGB", size, LEFT)
    picture.paste(RIGHT, (size[0] // 2, 0, *size))
    target = io.BytesIO()
    options = {"exif": exif} if exif else {}
    picture.save(target, kind, **options)
    return target.getvalue()


def upload(client, data, name="IMG_1.jpg", **fields):
    document = soup(client.get(ADDRESS))
    base = document.find("input", {"name": "base"})["value"]
    sent = {"file": SimpleUploadedFile(name, data), "photo_credit": "privat", "alt": "Ich"}
    return client.post(ADDRESS, {"base": base} | sent | fields, follow=True)
