"""The places in a page as staff call them, and what stands there in words."""

from django.db import models
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.coreutils import resolve_model_string
from wagtail.fields import StreamField


def walk(model, field_path):
    """Return the field, and the blocks inside it, that a field path ("body.points.heading") names.

    What has been renamed since is left out.
    """
    first, *names = field_path.split(".")
    try:
        place = model._meta.get_field(first)
    except models.FieldDoesNotExist:
        return []
    found = [place]
    if isinstance(place, StreamField):
        place = place.stream_block
    elif isinstance(place, models.ManyToOneRel):
        return found + [entry for name in names[:1] for entry in walk(place.related_model, name)]
    for name in names:
        if isinstance(place, blocks.ListBlock):
            place = place.child_block
        else:
            place = getattr(place, "child_blocks", {}).get(name)
        if place is None:
            break
        found.append(place)
    return found


def label(model, field_path):
    """Return how staff know a place: "Titel", "Zitat – Name"."""
    found = walk(model, field_path)
    named = [entry for entry in found if isinstance(entry, blocks.Block)] or found[-1:]
    names = [str(name_of(entry)) for entry in named if name_of(entry)]
    return " – ".join(dict.fromkeys(map(capfirst, names))) or field_path


def name_of(place):
    if isinstance(place, blocks.Block):
        return place.label
    if isinstance(place, models.ManyToOneRel):
        return place.related_model._meta.verbose_name_plural
    return place.verbose_name


def target_of(place):
    """Return the model of what is chosen at a place, or None."""
    target = getattr(place, "target_model", None) or getattr(place, "related_model", None)
    return resolve_model_string(target) if target else None
