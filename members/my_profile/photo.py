"""The portrait: uploaded by the advisor, cropped by a tap, public with approval."""

import re
import secrets

from django import forms
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model

from editions.access.staff_groups import edition_collection
from members.my_profile.section_form import SectionForm
from members.profile_values.versions import draft_of
from miglobe_site import texts
from miglobe_site.files.images import FORMATS, clean_image, size_of

LONGEST_SIDE, SHORTEST_SIDE = 2400, 400  # pixels
SHOWN_WIDTH = 224  # CSS pixels in which the picture is shown for tapping; fits a narrow screen
SHOWN = f"width-{2 * SHOWN_WIDTH}|format-jpeg"
KEPT = 60 * 60  # seconds
TOP, MIDDLE = 0.4, 0.5  # where a face mostly is


class PhotoForm(SectionForm):
    """``kept`` names a picture that was chosen before, where another field kept it from saving."""

    section, title = "foto", _("Photo")
    names = ["photo", "photo_credit"]

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)
        self.kept = kept(user, self.data.get("kept", ""))
        self.fields["kept"] = forms.CharField(required=False, widget=forms.HiddenInput)
        if self.kept:
            self.fields["file"].required = False

    def keep(self):
        """Keep a picture that is right although something else is missing."""
        if upload := self.cleaned_data.get("file"):
            self.kept = upload
            self.data = self.data.copy()
            self.data["kept"] = keep(self.user, upload)

    def build(self, shown):
        self.fields["file"] = forms.FileField(
            label=_("New picture"),
            required=not shown.get("photo"),
            help_text=_("JPEG, PNG, WebP or HEIC, up to 10 MB. Place and camera data are removed."),
            widget=forms.FileInput(
                {
                    "accept": "image/jpeg,image/png,image/webp,image/heic",
                    "data-side": LONGEST_SIDE,
                    "data-bytes": settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE,
                    "data-text": _("Made smaller for sending: {size} MB."),
                }
            ),
            error_messages={"empty": _("This file is empty.")},
        )
        self.fields["photo_credit"] = forms.CharField(
            label=_("Who took the picture?"),
            max_length=120,
            help_text=_("Stands below the picture, for example “Maria Muster” or “privat”."),
        )
        self.fields["alt"] = forms.CharField(
            label=_("What can be seen?"),
            max_length=200,
            help_text=_("For people who cannot see the picture."),
        )

    def inputs(self, name):
        return [name] if name in self.fields else []  # a file cannot be shown again

    def clean_alt(self):
        return texts.single_line(self.cleaned_data["alt"])

    def clean_file(self):
        upload = self.cleaned_data["file"]
        return check(upload) if upload else self.kept


def keep(user, upload):
    """Keep an upload for this user for an hour; return the token under which it is found."""
    token = secrets.token_urlsafe(16)
    upload.seek(0)
    cache.set(f"portrait-{user.pk}-{token}", (upload.name, upload.read()), KEPT)
    upload.seek(0)
    return token


def kept(user, token):
    """The upload that a user chose before, or None."""
    if not re.fullmatch(r"[\w-]{1,40}", token):
        return None
    found = cache.get(f"portrait-{user.pk}-{token}")
    return found and SimpleUploadedFile(*found)


def check(upload):
    """Return an upload as it is stored; raise ValidationError, with a word on what to do."""
    most = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    if upload.size > most:
        raise forms.ValidationError(
            _("This file is too big (%(size)s). At most %(most)s are allowed.")
            % {"size": filesizeformat(upload.size), "most": filesizeformat(most)}
        )
    found = size_of(upload)
    if found is None or found[0] not in FORMATS:
        raise forms.ValidationError(
            _("This is no picture that can be used. Please choose a JPEG, PNG, WebP or HEIC.")
        )
    _format, width, height = found
    if width * height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise forms.ValidationError(
            _("This picture has too many pixels (%(width)d × %(height)d). Please make it smaller.")
            % {"width": width, "height": height}
        )
    if min(width, height) < SHORTEST_SIDE:
        raise forms.ValidationError(
            _("This picture is too small (%(width)d × %(height)d). Each side needs %(least)d.")
            % {"width": width, "height": height, "least": SHORTEST_SIDE}
        )
    return clean_image(upload, most=LONGEST_SIDE)


def store(page, upload, alt, user):
    """Store a picture among those of the edition; its name in addresses tells no person's."""
    upload.name = f"portraet.{upload.name.rpartition('.')[2]}"
    image = get_image_model()(
        title=f"Porträt {page.name}",
        file=upload,
        description=alt,
        collection=edition_collection(page.edition),
        uploaded_by_user=user,
    )
    image.width, image.height = size_of(upload)[1:]
    focus(image, MIDDLE, TOP)
    return image


def suggested_alt(page):
    return str(_("Portrait of %(name)s")) % {"name": page.name}


def photo_of(page):
    """The picture that is to be public next, or None."""
    return draft_of(page).photo


def focus(image, across, down):
    """Set the point round which the picture is cropped, as parts of its width and height."""
    side = max(min(image.width, image.height) // 3, 1)
    image.focal_point_x = min(max(int(across * image.width), 0), image.width)
    image.focal_point_y = min(max(int(down * image.height), 0), image.height)
    image.focal_point_width = image.focal_point_height = side
    image.save()
