"""Forms for uploads: what a file claims to be is checked by its content."""

import codecs
import warnings
import zipfile
from pathlib import Path

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from PIL import Image as Pillow
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from home import picture_changes
from miglobe_site.files.images import clean_image, file_stem, is_whole
from miglobe_site.files.names import replaced_name


class SafeImageField(WagtailImageField):
    def check_image_pixel_size(self, f):
        """Read the size from the head of the file: Wagtail's own check decodes all of it before.

        That takes the memory which the limit is there to spare, and fails on a damaged file.
        """
        try:
            with warnings.catch_warnings(action="ignore"), Pillow.open(f) as image:
                pixels = image.width * image.height
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
    # Wagtail's widget writes the name of the file into an empty title.
    file = SafeImageField(label=_("File"), widget=BaseImageForm.Meta.widgets["file"])

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            if not is_whole(upload) and not picture_changes.will_restore(self.data, self.instance):
                raise ValidationError(picture_changes.UNREADABLE)
            return upload
        cleaned = clean_image(upload)
        # Wagtail's upload field leaves the decoded picture here.
        cleaned.image = getattr(upload, "image", None)
        return cleaned

    def clean(self):
        cleaned = super().clean()
        if "file" not in self.changed_data:
            # To assign it anew would read its size from it; so would the model's own check.
            cleaned.pop("file", None)
        return cleaned

    def _get_validation_exclusions(self):
        exclude = super()._get_validation_exclusions()
        return exclude if "file" in self.changed_data else {*exclude, "file"}

    def save(self, commit=True):
        if "file" in self.changed_data:
            picture_changes.forget_original(self.instance)
        return super().save(commit)


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
        if self.instance.file:
            upload.name = replaced_name(self.instance.file.name, upload.name)
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
