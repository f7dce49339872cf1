"""Portraits that advisors upload."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.site import submit

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
    """Upload a portrait; ``data``: the content of the file, None to choose none."""
    file = {} if data is None else {"file": SimpleUploadedFile(name, data)}
    sent = {"photo_credit": "privat", "alt": "Ich", **file, **fields}
    return submit(client, ADDRESS, sent, form="form[enctype]", follow=True)


def remove(client):
    """Show no portrait any more."""
    return submit(client, ADDRESS, form="form[action$='/entfernen/']")
