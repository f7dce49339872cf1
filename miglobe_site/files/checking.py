"""Whether the files that the database names are there, and what else is there."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models

from miglobe_site.files import social_card


def named() -> Iterator[tuple[str, Any, str]]:
    """Yield (name of a file, its storage, who has it) for all fields of all models."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.FileField):
                rows = model._base_manager.exclude(**{field.name: ""}).exclude(
                    **{f"{field.name}__isnull": True}
                )
                for pk, name in rows.values_list("pk", field.name):
                    yield name, field.storage, f"{model._meta.label} {pk}"


def missing() -> dict[str, list[str]]:
    """Return {name: [who has it]} of the files that are gone."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, storage, owner in named():
        if not storage.exists(name):
            found[name].append(owner)
    return dict(found)


def orphans() -> set[str]:
    """Return the names of the files that no row has; pictures for sharing have none."""
    top = Path(settings.MEDIA_ROOT)
    there = {str(path.relative_to(top)) for path in top.rglob("*") if path.is_file()}
    known = {name for name, _storage, _owner in named()}
    return {each for each in there - known if not each.startswith(social_card.FOLDER)}
