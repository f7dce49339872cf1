"""Which municipality somebody means who has typed a name."""

import re
from collections.abc import Mapping
from typing import TypeVar

from miglobe_site.slugs import slug_of

from .models import Municipality

Known = TypeVar("Known")
#: What people write before the name of their town: "Stadt Bonn", "Gemeindeverwaltung Much".
TITLE = re.compile(
    r"(?:(?:(?:große )?kreis|(?:landes)?haupt|bundes|hanse|universitäts|hochschul)?stadt|gemeinde)"
    r"(?:verwaltung)?\s",
    re.IGNORECASE,
)
#: What tells towns of one name apart; "Oberhausen-Rheinhausen" is another than Oberhausen.
FURTHER = re.compile(r"-(?:am|an|auf|bei|im|in|ob|unter|vor|westf)\b")
LONGEST_NAME = 120


def named(name: str, known: Mapping[str, Known]) -> Known | None:
    """Return the one of those ``known`` by their slugs.

    "Stadt Bonn" is Bonn, and "Freiburg" is "Freiburg im Breisgau" if no other can be.
    """
    name = name[:LONGEST_NAME].strip()
    title = TITLE.match(name)
    slugs = [slug_of(name), *([slug_of(name[title.end() :])] if title else [])]
    for slug in filter(None, slugs):
        if slug in known:
            return known[slug]
    for slug in filter(None, slugs):
        longer = [
            each
            for key, each in known.items()
            if key.startswith(slug) and FURTHER.match(key, len(slug))
        ]
        if len(longer) == 1:
            return longer[0]
    return None


def find(name: str, state: str) -> Municipality | None:
    """Return the municipality of a name, best in the given state; elsewhere the name is whole."""
    towns = Municipality.objects.only("pk", "name")
    own = {slug_of(town.name): town for town in towns.filter(state=state)}
    if found := named(name, own):
        return found
    slug = slug_of(name[:LONGEST_NAME])
    return next((town for town in towns.exclude(state=state) if slug_of(town.name) == slug), None)
