"""Practice examples as their list shows them: the result first, with a picture or their town."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from wagtail.images import get_image_model
from wagtail.images.models import Filter, SourceImageIOError

from examples import town_motif

#: A square, cut round by the style sheet, for screens of twice the density.
PHOTO = "fill-440x440|format-webp"


@dataclass(frozen=True)
class Card:
    """``photo``: the rendition of the first picture of the example, or None."""

    page: Any
    topics: list[str]
    motif: dict[str, Any]
    photo: Any = None


def cards(listing, edition) -> list[Card]:
    """Make cards of the examples on a page of a list, one query for all pictures."""
    pages = list(listing.page)
    photos = first_photos(pages)
    return [
        Card(
            page,
            listing.labels_of(page.pk, "thema"),
            town_motif.of_example(page, page.municipality, edition),
            photos.get(page.pk),
        )
        for page in pages
    ]


def first_photos(pages) -> dict[int, Any]:
    """Return {id of a page: rendition of its first picture}, made where there is none yet."""
    first = {page.pk: block["value"].get("image") for page in pages
             for block in page.images.raw_data[:1]}  # fmt: skip
    first = {page: image for page, image in first.items() if image}
    if not first:
        return {}
    Image = get_image_model()
    spec = Filter(spec=PHOTO)
    made = Image.get_rendition_model().objects.filter(image__in=first.values(), filter_spec=PHOTO)
    known = {
        rendition.image_id: rendition
        for rendition in made.select_related("image")
        if rendition.focal_point_key == spec.get_cache_key(rendition.image)
    }
    missing = set(first.values()) - set(known)
    for pk, image in Image.objects.in_bulk(missing).items():
        with suppress(SourceImageIOError):  # damaged: the town stands for it
            known[pk] = image.get_rendition(spec)
    return {page: known[image] for page, image in first.items() if image in known}
