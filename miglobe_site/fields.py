"""Fields that migrations know as the plain ones of Django and Wagtail.

Blocks, choices and validators are no matter of the database: with them, each change of a block
would need a migration, and old migrations would import our modules forever.
"""

from collections.abc import Sequence
from typing import Any

from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import fields as wagtail_fields

from miglobe_site.addresses import WEB, check_link


class CodeField(models.CharField):  # type: ignore[type-arg]  # Django's takes none at run time
    """A CharField whose choices come from a function."""

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("choices", None)
        return name, "django.db.models.CharField", args, kwargs


class PhoneField(models.CharField):  # type: ignore[type-arg]  # likewise
    """A telephone number, as people write it."""

    default_validators = [
        RegexValidator(
            r"^(?=(?:[^0-9]*[0-9]){3})\+?[0-9 ()/.\-–]+$",
            _(
                "Please enter a telephone number such as +49 211 1234-56: figures, blanks and "
                "+ ( ) / - . are possible."
            ),
        )
    ]

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class WebField(models.URLField):  # type: ignore[type-arg]  # likewise
    """The address of a page on the web: browsers open no others, such as ftp://."""

    default_validators = [URLValidator(schemes=WEB), check_link]

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs


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
