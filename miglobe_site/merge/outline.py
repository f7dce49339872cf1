"""Content laid out flat, so that a unit can be followed wherever it goes.

A unit is what can be added, removed and moved as one: a block, an item of a list, a paragraph. An
outline is a table of the units of one page by their names, in reading order. What stands in a unit
is in its ``leaves`` (text and atoms) and its ``lists`` (of names of other units), by the path of
fields inside it; the page is the unit PAGE.

Names are made up when content is read and are never stored. Those of two outlines differ, until
the same unit has been given the same name in both (see ``sides``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import escape
from typing import NamedTuple

from .schema import Json

Name = str
Path = tuple[str, ...]

PAGE: Name = ""
PARAGRAPH = "paragraph"


class Place(NamedTuple):
    """Where a leaf or a list is: the unit that holds it, and the fields that lead to it there."""

    unit: Name
    path: Path = ()


class Text(NamedTuple):
    """Plain text (``kind`` is empty), or the HTML inside a paragraph of a kind such as "h2"."""

    words: str
    kind: str = ""

    @property
    def html(self) -> str:
        return self.words if self.kind else escape(self.words, quote=False)


@dataclass(slots=True)
class Unit:
    """A block, an item or a paragraph; ``id`` is Wagtail's id or key of it, or empty."""

    id: str
    type: str
    home: Place
    #: Its id on our side, where base knows another one of source.
    our_id: str = ""
    leaves: dict[Path, Json] = field(default_factory=dict)
    lists: dict[Path, list[Name]] = field(default_factory=dict)

    @property
    def is_paragraph(self) -> bool:
        return self.type == PARAGRAPH

    @property
    def text(self) -> str:
        """The HTML of a paragraph."""
        return self.leaves[()].words if self.is_paragraph else ""

    def texts(self) -> list[Text]:
        """Return the texts in it, without those of other units, that are not empty."""
        return [leaf for leaf in self.leaves.values() if isinstance(leaf, Text) and leaf.words]

    def emptied(self) -> Unit:
        """Return a copy in which no other units stand."""
        return replace(self, leaves=dict(self.leaves), lists={path: [] for path in self.lists})


class Outline(dict[Name, Unit]):
    """The units of a page by name; each comes before those that stand in it."""

    def leaf(self, place: Place) -> Json:
        return self[place.unit].leaves.get(place.path)

    def names_in(self, place: Place) -> list[Name]:
        """Return the names of the units in a list, of a list that is not there none."""
        return self[place.unit].lists.get(place.path, [])

    def inside(self, name: Name) -> Iterator[Name]:
        """Yield the unit, and all that stand in it, in reading order."""
        yield name
        for names in self[name].lists.values():
            for child in names:
                yield from self.inside(child)

    def texts(self, name: Name) -> list[Text]:
        """Return the texts in a unit, and in all that stand in it, that are not empty."""
        return [text for unit in self.inside(name) for text in self[unit].texts()]

    def bare(self, name: Name) -> Json:
        """Return what a unit says, whatever the ids in it are."""
        unit = self[name]
        lists = {path: [*map(self.bare, names)] for path, names in unit.lists.items()}
        return unit.type, unit.leaves, lists

    def path(self, place: Place) -> Path:
        """Return the fields and block ids that lead to a place, as in ``data-contentpath``."""
        if place.unit == PAGE:
            return place.path
        unit = self[place.unit]
        own = () if unit.is_paragraph else (unit.id, *place.path)
        return self.path(unit.home) + own

    # Changing it

    def insert(self, name: Name, unit: Unit, place: Place, index: int) -> None:
        """Put a unit into a list. A key that a paragraph there has already is not given again."""
        names = self[place.unit].lists.setdefault(place.path, [])
        if unit.is_paragraph and any(self[other].id == unit.id for other in names):
            unit = replace(unit, id="")
        self[name] = replace(unit, home=place)
        names.insert(index, name)

    def move(self, name: Name, place: Place, index: int) -> None:
        unit = self[name]
        self.names_in(unit.home).remove(name)
        self.insert(name, unit, place, index)

    def drop(self, name: Name) -> None:
        """Remove a unit, and all that stand in it."""
        self.names_in(self[name].home).remove(name)
        for unit in [*self.inside(name)]:
            del self[unit]

    def copy(self) -> Outline:
        return self.renamed({})

    def with_our_ids(self) -> Outline:
        """Return base as our side knows it."""
        return Outline(
            {name: replace(unit, id=unit.our_id or unit.id) for name, unit in self.items()}
        )

    def renamed(self, names: Mapping[Name, Name]) -> Outline:
        """Return a copy in which some units have other names."""

        def new(name: Name) -> Name:
            return names.get(name, name)

        return Outline(
            {
                new(name): Unit(
                    unit.id,
                    unit.type,
                    Place(new(unit.home.unit), unit.home.path),
                    unit.our_id,
                    dict(unit.leaves),
                    {path: [*map(new, children)] for path, children in unit.lists.items()},
                )
                for name, unit in self.items()
            }
        )
