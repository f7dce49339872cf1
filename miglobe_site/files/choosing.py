"""A picture whose file is damaged can be chosen: a placeholder is shown for it, as on the page."""

from typing import Any

from wagtail.admin.views.generic.chooser import ChosenResponseMixin
from wagtail.images.models import AbstractImage
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.images.views.chooser import ImageChosenResponseMixin


def chosen_response_data(
    self: ImageChosenResponseMixin, image: AbstractImage, preview_image_filter: str = "max-165x165"
) -> dict[str, Any]:
    """Return what the field of a picture shows of it once it is chosen."""
    small = get_rendition_or_not_found(image, preview_image_filter)
    return ChosenResponseMixin.get_chosen_response_data(self, image) | {
        "preview": {"url": small.url, "width": small.width, "height": small.height},
        "default_alt_text": image.default_alt_text,
    }


def allow_damaged_pictures() -> None:
    """Let every chooser of pictures answer so."""
    ImageChosenResponseMixin.get_chosen_response_data = chosen_response_data
