"""The municipalities and districts of a federal state, from the files in ``register/``."""

import csv
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction
from wagtail.search.backends import get_search_backends

from .models import Municipality
from .states import STATES

FOLDER = Path(__file__).parent / "register"


def rows(state: str) -> list[dict[str, Any]]:
    """Return what the file of a state says, as the fields of Municipality."""
    with (FOLDER / f"{state}.csv").open(encoding="utf-8", newline="") as lines:
        return [
            {field: value or None for field, value in row.items()} for row in csv.DictReader(lines)
        ]


@cache
def all_names() -> frozenset[str]:
    return frozenset(row["name"] for state in STATES for row in rows(state))


@transaction.atomic
def enter(state: str) -> int:
    """Enter the municipalities that a state lacks, for a new edition; return how many."""
    there = set(Municipality.objects.filter(state=state).values_list("name", flat=True))
    new = [Municipality(state=state, **row) for row in rows(state) if row["name"] not in there]
    Municipality.objects.bulk_create(new)
    for backend in get_search_backends():  # no signal tells them of rows made in bulk
        backend.get_index_for_model(Municipality).add_items(Municipality, new)
    return len(new)
