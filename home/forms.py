"""Forms for uploads: what a file claims to be is checked by its content."""

import io
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
from wagtail.images.forms import BaseImageForm

FORMATS = {
    "JPEG": ("jpg", "image/jpeg"),
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
        if getattr(picture, "is_animated", False):
            raise ValidationError(_("Moving pictures are not allowed here."))
        kind = picture.format
        picture = ImageOps.exif_transpose(picture)
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
    name = f"{Path(upload.name).stem[:80]}.{extension}"
    return SimpleUploadedFile(name, target.getvalue(), content_type)


class ImageForm(BaseImageForm):
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
        return upload


def check_content(upload):
    """Raise ValidationError where a document is not what its name says."""
    extension = Path(upload.name).suffix.lower().lstrip(".")
    signature = SIGNATURES.get(extension)
    upload.seek(0)
    start = upload.read(1024)
    upload.seek(0)
    if signature == b"PK":
        fits = zipfile.is_zipfile(upload)
    elif signature:
        fits = start.startswith(signature)
    else:
        fits = b"\0" not in start and not start.lstrip().startswith((b"<", b"%PDF", b"MZ"))
    upload.seek(0)
    if not fits:
        raise forms.ValidationError(_("The content of this file does not fit its name."))
