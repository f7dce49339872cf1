"""Pictures that staff turn and crop; the file before the first change is kept and can come back.

The kept file has no address. It goes when another picture is uploaded or the picture is deleted.
"""

from functools import partial
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from PIL import Image as Pillow
from wagtail.images.models import SourceImageIOError
from wagtail.images.rect import Rect
from wagtail.utils.file import hash_filelike

from miglobe_site.files.decoding import decoding
from miglobe_site.files.images import encoded, is_whole

TURNS = {"left": Pillow.Transpose.ROTATE_90, "right": Pillow.Transpose.ROTATE_270}
SIDES = ("cut_left", "cut_right", "cut_top", "cut_bottom")
MOST_CUT = 90  # per cent, of two sides together
UNREADABLE = _("This picture cannot be read. Please upload it anew.")


def percent(label: Any) -> forms.IntegerField:
    widget = forms.NumberInput({"form": "w-editor-form", "min": 0, "max": MOST_CUT})
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=MOST_CUT, widget=widget
    )


class PictureChanges(forms.Form):
    """What the buttons beside a picture ask for; ``change`` is the one that was pressed."""

    change = forms.ChoiceField(
        choices=[(name, name) for name in (*TURNS, "focus", "cut", "restore")], required=False
    )
    cut_left = percent(_("Left"))
    cut_right = percent(_("Right"))
    cut_top = percent(_("Top"))
    cut_bottom = percent(_("Bottom"))

    def __init__(self, data=None, *, image):
        self.image = image
        super().__init__(data)

    @property
    def sides(self):
        return [self[name] for name in SIDES]

    def clean(self):
        cleaned = super().clean()
        change = cleaned.get("change")
        left, right, top, bottom = (cleaned.get(name) or 0 for name in SIDES)
        if change == "focus" and not self.image.has_focal_point():
            self.add_error(None, _("Please drag a box over the picture first."))
        if change == "cut" and not self.errors:
            if not (left or right or top or bottom):
                self.add_error(None, _("Please say how much to cut off."))
            if max(left + right, top + bottom) > MOST_CUT:
                self.add_error(None, _("Nothing would be left of the picture."))
        return cleaned

    def apply(self, image):
        """Change a saved picture. Raises SourceImageIOError."""
        change = self.cleaned_data["change"]
        if change in TURNS:
            turn(image, change)
        elif change == "focus":
            crop(image, image.get_focal_point())
        elif change == "cut":
            left, right, top, bottom = (self.cleaned_data[name] or 0 for name in SIDES)
            x, y = image.width / 100, image.height / 100
            crop(image, Rect(left * x, top * y, image.width - right * x, image.height - bottom * y))
        elif change == "restore" and image.original:
            restore(image)


def turn(image, direction):
    """Turn a picture by a quarter, and its focal area with it."""
    upload = redrawn(image, lambda picture: picture.transpose(TURNS[direction]))
    area, width, height = image.get_focal_point(), image.width, image.height
    if area and direction == "left":
        area = Rect(area.top, width - area.right, area.bottom, width - area.left)
    elif area:
        area = Rect(height - area.bottom, area.left, height - area.top, area.right)
    exchange(image, upload, area)


def crop(image, box):
    """Cut a picture to a box; what is left of a smaller focal area stays."""
    box = common(box, Rect(0, 0, image.width, image.height))
    upload = redrawn(image, lambda picture: picture.crop(box.as_tuple()))
    area = image.get_focal_point()
    area = area and common(area, box)
    if area and (area == box or area.width <= 0 or area.height <= 0):
        area = None
    if area:
        x, y = box.left, box.top
        area = Rect(area.left - x, area.top - y, area.right - x, area.bottom - y)
    exchange(image, upload, area)


def common(one, other):
    """What two rectangles have in common, in whole pixels."""
    left, top = max(one.left, other.left), max(one.top, other.top)
    right, bottom = min(one.right, other.right), min(one.bottom, other.bottom)
    return Rect(*map(int, (left, top, right, bottom)))


def redrawn(image, draw):
    """Return a new file of a picture; raises SourceImageIOError where the old one is damaged."""
    name = (image.original or image.file).name
    try:
        with (
            image.open_file() as file,
            Pillow.open(file) as picture,
            decoding(picture.width * picture.height),
        ):
            return encoded(draw(picture), picture.format, name)
    except Exception as error:  # Pillow raises many kinds for damaged files
        raise SourceImageIOError(f"{image.file.name} cannot be read") from error


def will_restore(data, image):
    """Whether the first file of a picture is asked for, and can be read."""
    return data.get("change") == "restore" and image.original and is_whole(image.original)


def restore(image):
    """Bring back the file before the first change. Raises SourceImageIOError."""
    if not is_whole(image.original):
        raise SourceImageIOError(f"{image.original.name} cannot be read")
    exchange(image, image.original.name, None)


def exchange(image, file, area):
    """Give a picture another file; the first one is kept, copies are made anew when needed."""
    old = image.file.name
    if file == image.original.name:
        image.original = ""
    elif not image.original:
        image.original, old = old, None
    image.file = file
    image.set_focal_point(area)
    with image.open_file() as opened:
        image.file_hash = hash_filelike(opened)
    image.file_size = image.file.size
    image.save()
    if old:
        delete_later(image, old)
    image.renditions.all().delete()


def forget_original(image):
    """Delete the kept file of a picture that gets another file, or is deleted."""
    if image.original:
        delete_later(image, image.original.name)
        image.original = ""


def delete_later(image, name):
    """After the commit, so that nothing is lost where the change does not come about."""
    transaction.on_commit(partial(image.file.storage.delete, name))
