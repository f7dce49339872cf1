"""Forms for uploads: what a file claims to be is checked by its content."""

import codecs
import io
import re
import warnings
import zipfile
from pathlib import Path

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from PIL import Image as Pillow
from PIL import ImageOps
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

FORMATS = {
    "JPEG": ("jpg", "image/jpeg"),
    "MPO": ("jpg", "image/jpeg"),  # a telephone's JPEG with a second picture, which is left out
    "PNG": ("png", "image/png"),
    "WEBP": ("webp", "image/webp"),
}


def clean_picture(upload):
    """Return an uploaded picture re-encoded: upright, without metadata such as the place (GPS).

    Raises ValidationError where the file cannot be decoded to its end.
    """
    try:
        upload.seek(0)
        picture = Pillow.open(upload)
        extension, content_type = FORMATS[picture.format]
        kind = "JPEG" if picture.format == "MPO" else picture.format
        if getattr(picture, "is_animated", False) and picture.format != "MPO":
            raise ValidationError(_("Moving pictures are not allowed here."))
        picture = ImageOps.exif_transpose(picture)
        if "transparency" in picture.info:
            picture = picture.convert("RGBA")
        colours = picture.info.get("icc_profile")
        picture.info.clear()
        target = io.BytesIO()
        options = {"icc_profile": colours} if colours else {}
        if kind != "PNG":
            options["quality"] = 92
        picture.save(target, kind, **options)
    except ValidationError:
        raise
    except Exception as error:  # Pillow raises many kinds for damaged files
        raise ValidationError(
            _("This picture is damaged or incomplete. Please save it again and retry.")
        ) from error
    name = f"{file_stem(upload.name)}.{extension}"
    return SimpleUploadedFile(name, target.getvalue(), content_type)


def file_stem(name):
    """The name of an upload without its extension; "datei" where no letter is in it."""
    stem = Path(name).stem[:80]
    return stem if re.search(r"\w", stem) else "datei"


class PictureField(WagtailImageField):
    def check_image_pixel_size(self, f):
        """Read the size from the head of the file: Wagtail's own check decodes all of it before.

        That takes the memory which the limit is there to spare, and fails on a damaged file.
        """
        try:
            with warnings.catch_warnings(action="ignore"), Pillow.open(f) as picture:
                pixels = picture.width * picture.height
        except Exception as error:
            raise ValidationError(
                self.error_messages["invalid_image"], code="invalid_image"
            ) from error
        finally:
            f.seek(0)
        if pixels > self.max_image_pixels:
            raise ValidationError(
                self.error_messages["file_too_many_pixels"]
                % {"num_pixels": pixels, "max_pixels_count": self.max_image_pixels},
                code="file_too_many_pixels",
            )


class ImageForm(BaseImageForm):
    file = PictureField(label=_("File"), widget=forms.FileInput)

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return upload
        cleaned = clean_picture(upload)
        # Wagtail's upload field leaves the decoded picture here.
        cleaned.image = getattr(upload, "image", None)
        return cleaned


SIGNATURES = {
    "pdf": b"%PDF-",
    **dict.fromkeys(("docx", "xlsx", "pptx", "odt", "ods", "odp"), b"PK"),
}


class DocumentForm(BaseDocumentForm):
    def clean_file(self):
        upload = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return upload
        if upload.size > settings.MAX_DOCUMENT_SIZE:
            raise ValidationError(
                _("This file is too big (%(size)s). At most %(most)s are allowed.")
                % {
                    "size": filesizeformat(upload.size),
                    "most": filesizeformat(settings.MAX_DOCUMENT_SIZE),
                }
            )
        check_content(upload)
        upload.name = f"{file_stem(upload.name)}{Path(upload.name).suffix}"
        return upload


def check_content(upload):
    """Raise ValidationError where a document is not what its name says."""
    extension = Path(upload.name).suffix.lower().lstrip(".")
    signature = SIGNATURES.get(extension)
    upload.seek(0)
    start = upload.read(1024).removeprefix(codecs.BOM_UTF8).lstrip()
    upload.seek(0)
    if signature == b"PK":
        fits = zipfile.is_zipfile(upload)
    elif signature:
        fits = start.startswith(signature)
    else:
        fits = b"\0" not in start and not start.startswith((b"<", b"%PDF", b"MZ"))
    upload.seek(0)
    if not fits:
        raise forms.ValidationError(_("The content of this file does not fit its name."))
