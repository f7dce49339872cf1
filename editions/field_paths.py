"""The places in a page as staff call them, and what stands there in words."""

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.coreutils import resolve_model_string
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField, get_translatable_fields


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


def describe(model, field_path, value):
    """Return in words what stands at a place: the title of a picture or page, yes or no."""
    if value in (None, "", []):
        return ""
    found = walk(model, field_path)
    place = found[-1] if found else None
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list | dict):
        return ""
    target = target_of(place)
    if target and isinstance(value, int):
        return str(target.objects.filter(pk=value).first() or "")
    if getattr(place, "choices", None) and isinstance(place, models.Field):
        return str(dict(place.flatchoices).get(value, value))
    return str(value)


def target_of(place):
    """Return the model of what is chosen at a place, or None."""
    target = getattr(place, "target_model", None) or getattr(place, "related_model", None)
    return resolve_model_string(target) if target else None


def outline(model, name, raw_blocks):
    """Return the blocks of a StreamField, from its raw data, by their names."""
    return " · ".join(label(model, f"{name}.{block['type']}") for block in raw_blocks)


def shared_settings(model):
    """Return the names of the fields that a copy has from its original, without text of its own."""
    fields = get_translatable_fields(model)
    return [field.field_name for field in fields if isinstance(field, SynchronizedField)]


def streams(model):
    return [field.name for field in model._meta.fields if isinstance(field, StreamField)]
