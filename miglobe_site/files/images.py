"""Pictures that people upload: checked by their content and stored without what cameras add."""

import io
import re
import warnings
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image as Pillow
from PIL import ImageOps
from pillow_heif import register_heif_opener

from miglobe_site.files.decoding import decoding

register_heif_opener()

FORMATS = {
    "JPEG": ("jpg", "image/jpeg"),
    "MPO": ("jpg", "image/jpeg"),  # a telephone's JPEG with a second picture, which is left out
    "PNG": ("png", "image/png"),
    "WEBP": ("webp", "image/webp"),
    "HEIF": ("jpg", "image/jpeg"),  # what telephones call HEIC, and few browsers show
}
DAMAGED = _("This picture is damaged or incomplete. Please save it again and retry.")


def size_of(upload):
    """(format, width, height) from the head of a file, without decoding it; None for no picture."""
    upload.seek(0)
    try:
        with warnings.catch_warnings(action="ignore"), Pillow.open(upload) as image:
            return image.format, image.width, image.height
    except Exception:  # Pillow raises many kinds for what is no picture
        return None
    finally:
        upload.seek(0)


def is_whole(file):
    """Whether a stored picture can be decoded to its end."""
    try:
        with (
            file.open() as opened,
            warnings.catch_warnings(action="ignore"),
            Pillow.open(opened) as image,
            decoding(image.width * image.height),
        ):
            image.draft(None, (64, 64))  # a JPEG is read in small, which takes little time
            image.load()
    except Exception:  # it is lost, or one of the many kinds that Pillow raises for damaged files
        return False
    return True


def clean_image(upload, most=None):
    """Return an uploaded picture re-encoded: upright, without metadata such as the place (GPS).

    ``most``: the longest side in pixels. Raises ValidationError where the file cannot be decoded to
    its end.
    """
    try:
        upload.seek(0)
        image = Pillow.open(upload)
        if getattr(image, "is_animated", False) and image.format not in {"MPO", "HEIF"}:
            raise ValidationError(_("Moving pictures are not allowed here."))
        kind = image.format
        with decoding(image.width * image.height):
            ImageOps.exif_transpose(image, in_place=True)
            image = for_screens(image)
            if most:
                image.thumbnail((most, most))
            try:
                return encoded(image, kind, upload.name)
            finally:
                image.close()
    except ValidationError:
        raise
    except Exception as error:  # Pillow raises many kinds for damaged files
        raise ValidationError(DAMAGED) from error


def for_screens(image):
    """Return a picture with what browsers show: 8 bits of grey, or red, green and blue."""
    if image.mode.startswith("I"):  # 16 bits of grey; convert() alone makes nearly all of it white
        image.info.pop("transparency", None)
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode == "CMYK":
        image.info.pop("icc_profile", None)  # it is for ink
        return image.convert("RGB")
    return image.convert("RGBA") if "transparency" in image.info else image


def encoded(image, kind, name):
    """Return a picture as a file to store, of a kind among FORMATS, with no metadata."""
    extension, content_type = FORMATS[kind]
    kind = "JPEG" if extension == "jpg" else kind
    if kind == "JPEG" and image.mode == "RGBA":
        image = image.convert("RGB")
    colours = image.info.get("icc_profile")
    image.info.clear()
    target = io.BytesIO()
    options = {"icc_profile": colours} if colours else {}
    if kind != "PNG":
        options["quality"] = 92
    image.save(target, kind, **options)
    return SimpleUploadedFile(f"{file_stem(name)}.{extension}", target.getvalue(), content_type)


def file_stem(name):
    """The name of an upload without its extension; "datei" where no letter is in it."""
    stem = Path(name).stem[:80]
    return stem if re.search(r"\w", stem) else "datei"
