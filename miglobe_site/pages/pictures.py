"""No picture goes live without words for those who do not see it."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock


def has_words(image: Any, own: str = "") -> bool:
    """Whether a picture says what it shows, here or in the library, or is only decoration."""
    return bool(own.strip() or image.default_alt_text.strip() or image.is_decorative)


def publish_errors(page: Any) -> dict[str, str]:
    """Return {field: message} for the fields with pictures that have no words."""
    message = _(
        "Without alternative text: %(titles)s. Please describe what is to be seen, or tick “only "
        "decoration” where the picture is edited."
    )
    mute: dict[str, dict[str, None]] = {}
    for name, image, own in shown(page):
        if image is not None and not has_words(image, own):
            mute.setdefault(name, {})[f"„{image.title}“"] = None
    return {name: message % {"titles": ", ".join(titles)} for name, titles in mute.items()}


def shown(page: Any) -> Iterator[tuple[str, Any, str]]:
    """Yield (field, picture or None, text given with its use) of what the fields of a page show."""
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField):
            for image, own in in_block(field.stream_block, field.value_from_object(page)):
                yield field.name, image, own
        elif field.related_model is get_image_model() and field.name not in page.named_images:
            yield field.name, getattr(page, field.name), ""


def in_block(block: Any, value: Any, own: str = "") -> Iterator[tuple[Any, str]]:
    """Yield (picture or None, text given with its use) of a block and all blocks inside."""
    if isinstance(block, ImageChooserBlock):
        yield value, own
    elif isinstance(block, blocks.StreamBlock):
        for child in value:
            yield from in_block(child.block, child.value)
    elif isinstance(block, blocks.ListBlock):
        for each in value or ():
            yield from in_block(block.child_block, each)
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from in_block(child, value.get(name), value.get("alt_text") or "")
