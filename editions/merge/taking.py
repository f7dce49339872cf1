"""How a step is taken: in base it is then handled, on our side it is then done.

Our side may lack what a step is about, and has units that no other side has. What is own there
follows what it stands behind.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from .outline import Name, Outline, Place, Text
from .schema import Json
from .steps import Regroup


def reword(outline: Outline, place: Place, leaf: Json) -> None:
    outline[place.unit].leaves[place.path] = leaf


def reorder(outline: Outline, place: Place, order: list[Name]) -> None:
    """Bring the units of a list into an order; what is not in it follows what it followed."""
    wanted = set(order)
    head: list[Name] = []
    behind: dict[Name, list[Name]] = {}
    group = head
    for name in outline.names_in(place):
        if name in wanted:
            group = behind[name] = []
        group.append(name)
    names = head + [name for leader in order for name in behind.get(leader, [])]
    outline[place.unit].lists[place.path] = names


@dataclass(frozen=True)
class Regrouping:
    """A Regroup on its way into an outline.

    ``follows`` are the travelling units that go along there, ``own`` those that no other side has.
    """

    step: Regroup
    source: Outline
    follows: Collection[Name] = ()
    own: Collection[Name] = ()

    def apply(self, outline: Outline) -> None:
        companies = self.companies(outline)
        for name in self.coming(outline):
            if landing := self.landing(outline, name):
                self.plant(outline, name, *landing, companies)
        for name in self.step.travelling:
            if name in self.follows and outline[name].home != self.source[name].home:
                landing = self.landing(outline, name)
                if landing:
                    self.move(outline, companies[name], *landing)
        for name in self.step.going:
            if name in outline:
                outline.drop(name)

    def companies(self, outline: Outline) -> dict[Name, list[Name]]:
        """Return {unit that travels: the units that move with it}, itself among them.

        What is own goes with what it follows; where its block goes, all of it goes with something.
        """
        companies: dict[Name, list[Name]] = {}
        for place in dict.fromkeys(outline[name].home for name in self.follows):
            leaves_all = place.unit in self.step.going
            head: list[Name] = []
            company: list[Name] | None = None
            for name in outline.names_in(place):
                if name in self.follows:
                    company = companies[name] = [*head, name]
                    head = []
                elif name in self.own:
                    if company is not None:
                        company.append(name)
                    elif leaves_all:
                        head.append(name)
                elif not leaves_all:
                    company = None
        return companies

    def coming(self, outline: Outline) -> list[Name]:
        """Return the new units for which there is a place in an outline, and a reason."""
        return [
            name
            for name in self.step.coming
            if self.landing(outline, name) and self.arrives(outline, name)
        ]

    def landing(self, outline: Outline, name: Name) -> tuple[Place, int] | None:
        """Return where in an outline a unit of source belongs: behind the nearest one before it."""
        home = self.source[name].home
        siblings = self.source.names_in(home)
        index = siblings.index(name)
        before, after = siblings[:index][::-1], siblings[index + 1 :]
        if home.unit in outline:
            names = outline.names_in(home)
            for sibling in before:
                if sibling in names:
                    return home, names.index(sibling) + 1
            for sibling in after:
                if sibling in names:
                    return home, names.index(sibling)
            return home, len(names)
        for sibling in before if self.source[name].is_paragraph else ():
            if sibling in outline:  # its block is gone here, but this paragraph was kept elsewhere
                place = outline[sibling].home
                return place, outline.names_in(place).index(sibling) + 1
        return None

    def arrives(self, outline: Outline, name: Name) -> bool:
        """Whether anything of a new unit is left, without what our side has or has refused."""
        if name in outline:
            return False
        unit = self.source[name]
        inside = [child for names in unit.lists.values() for child in names]
        says = any(leaf not in (None, "", Text("")) for leaf in unit.leaves.values())
        return says or not inside or any(self.comes(outline, child) for child in inside)

    def comes(self, outline: Outline, name: Name) -> bool:
        return name in self.follows or (name in self.step.fresh and self.arrives(outline, name))

    def plant(
        self,
        outline: Outline,
        name: Name,
        place: Place,
        index: int,
        companies: dict[Name, list[Name]],
    ) -> None:
        """Put a new unit in, with those in it that come, or come along."""
        unit = self.source[name]
        outline.insert(name, unit.emptied(), place, index)
        for path, children in unit.lists.items():
            inner = Place(name, path)
            for child in children:
                end = len(outline.names_in(inner))
                if child in self.follows:
                    self.move(outline, companies[child], inner, end)
                elif self.comes(outline, child):
                    self.plant(outline, child, inner, end, companies)

    def move(self, outline: Outline, company: list[Name], place: Place, index: int) -> None:
        for offset, name in enumerate(company):
            outline.move(name, place, index + offset)
