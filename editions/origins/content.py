"""Pages as content for the merge, and back.

    ours = read(page)
    write(page, ours)  # changes nothing

What takes part are the fields that cross editions: all that ``override_translatable_fields`` names,
but for the address. What staff cannot edit (a hash) does not, since nobody could decide about it.
Nothing here asks the database, and nothing but the fields and blocks of a page type is known of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from types import NoneType
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField, TranslatableField

from miglobe_site.merge import Content, Fields, Json

from .parts import ChangeLeaf, ChangePage, Part, Unreadable, itself, part_of_field

#: Fields that each edition has for itself.
OWN = {"slug"}
#: What JSON knows.
PLAIN = (str, int, float, bool, NoneType)


@cache
def parts_of(model: type[models.Model]) -> Mapping[str, Part]:
    """Return {name of a field: Part} of a page type, for the fields that cross editions."""
    verbatim = getattr(model, "verbatim", ())
    return {
        policy.field_name: part_of_field(
            field,
            shared=isinstance(policy, SynchronizedField),
            verbatim=policy.field_name in verbatim,
        )
        for policy in policies_of(model)
        if (field := field_named(model, policy.field_name)) and field.editable
    }


@cache
def schema_of(model: type[models.Model]) -> Fields:
    return Fields({name: part.schema for name, part in parts_of(model).items()})


def policies_of(model: type[models.Model]) -> list[SynchronizedField | TranslatableField]:
    policies = getattr(model, "override_translatable_fields", [])
    return [policy for policy in policies if policy.field_name not in OWN]


def field_named(model: type[models.Model], name: str) -> Any:
    """Return a field with a column of its own, or None."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if field.concrete and not field.many_to_many else None


def unreadable(model: type[models.Model]) -> Iterator[str]:
    """Yield the names of fields and blocks of a page type that cannot be merged.

    Rows of their own are among them: nothing tells which row of a copy is which of its source.
    """
    for policy in policies_of(model):
        if not field_named(model, policy.field_name):
            yield policy.field_name
    for name, part in parts_of(model).items():
        for path, inner in part.inside((name,)):
            if isinstance(inner, Unreadable):
                yield ".".join(path)


def read(page: models.Model) -> dict[str, Json]:
    """Return the content of a page, live or a draft: as it is in this instance."""
    model = type(page)
    return {
        name: part.read(raw_value(page, model._meta.get_field(name)))
        for name, part in parts_of(model).items()
    }


def write(page: models.Model, content: Content, pages: ChangePage = itself) -> None:
    """Put content into an instance, unsaved; what says the same already stays as it is stored.

    ``pages`` is what was done to the content of this page after reading, see ``page_links``.
    """
    model = type(page)
    for name, part in parts_of(model).items():
        field: Any = model._meta.get_field(name)
        old = raw_value(page, field)
        if name in content and (new := part.write(content[name], old, pages)) != old:
            setattr(page, field.attname, field.to_python(new))


def too_long(page: models.Model) -> dict[str, ValidationError]:
    """Return {name of a field: what its form would say} of texts that models let pass."""
    found = {}
    for name in parts_of(type(page)):
        field: Any = type(page)._meta.get_field(name)
        if isinstance(field, models.TextField) and field.max_length:
            try:
                MaxLengthValidator(field.max_length)(field.value_from_object(page) or "")
            except ValidationError as error:
                found[name] = error
    return found


def raw_value(page: models.Model, field: Any) -> Json:
    """Return what is stored in a field, as JSON."""
    if isinstance(field, StreamField):
        return json.loads(field.value_to_string(page))
    value = field.value_from_object(page)
    return value if isinstance(value, PLAIN) else field.value_to_string(page)


def mapped(model: type[models.Model], content: Content, change: ChangeLeaf) -> dict[str, Json]:
    """Return content with other values in its leaves; what a page type does not name stays."""
    changed = {
        name: part.mapped(content[name], change, (name,))
        for name, part in parts_of(model).items()
        if name in content
    }
    return {**content, **changed}
