"""Fields that migrations know as the plain ones of Django and Wagtail.

Blocks, choices and validators are no matter of the database: with them, each change of a block
would need a migration, and old migrations would import our modules forever.
"""

from collections.abc import Sequence
from typing import Any

from django.db import models
from wagtail import fields as wagtail_fields


class CodeField(models.CharField):  # type: ignore[type-arg]  # Django's takes none at run time
    """A CharField whose choices come from a function."""

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("choices", None)
        return name, "django.db.models.CharField", args, kwargs


class LinesField(models.TextField):  # type: ignore[type-arg]  # likewise
    """A TextField whose lines a validator reads."""

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("validators", None)
        return name, "django.db.models.TextField", args, kwargs


class StreamField(wagtail_fields.StreamField):
    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _path, _args, kwargs = super().deconstruct()
        return name, "wagtail.fields.StreamField", [[]], kwargs | {"block_lookup": {}}
