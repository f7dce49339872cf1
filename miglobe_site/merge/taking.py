"""How a step is taken: in base it is then handled, on our side it is then done.

Our side may lack what a step is about, and has units that no other side has. What is own there
follows what it stands behind.
"""

from __future__ import annotations

from collections.abc import Collection

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


class Regrouping:
    """A Regroup on its way into an outline.

    ``follows`` are the travelling units that go along there, ``own`` those that no other side has.
    """

    def __init__(
        self,
        step: Regroup,
        source: Outline,
        outline: Outline,
        follows: Collection[Name] = (),
        own: Collection[Name] = (),
    ) -> None:
        self.step, self.source, self.outline = step, source, outline
        self.follows, self.own = follows, own
        self.companies = self.find_companies()

    def find_companies(self) -> dict[Name, list[Name]]:
        """Return {unit that travels: the units that move with it}, itself among them.

        What is own goes with what it follows; where its block goes, all of it goes with something.
        """
        companies: dict[Name, list[Name]] = {}
        for place in dict.fromkeys(self.outline[name].home for name in self.follows):
            all_go = place.unit not in self.source
            head: list[Name] = []
            company: list[Name] | None = None
            for name in self.outline.names_in(place):
                if name in self.follows:
                    company = companies[name] = [*head, name]
                    head = []
                elif name not in self.own:
                    company = company if all_go else None
                elif company is not None:
                    company.append(name)
                elif all_go:
                    head.append(name)
        return companies

    def coming(self) -> list[Name]:
        """Return the new units for which there is a place in the outline, and a reason."""
        return [name for name in self.step.coming if self.landing(name) and self.arrives(name)]

    def arrives(self, name: Name) -> bool:
        """Whether anything of a new unit is left, without what the outline has or has refused."""
        if name in self.outline:
            return False
        unit = self.source[name]
        inside = [child for names in unit.lists.values() for child in names]
        says = any(leaf not in (None, "", Text("")) for leaf in unit.leaves.values())
        return says or not inside or any(map(self.comes_along, inside))

    def comes_along(self, name: Name) -> bool:
        return name in self.follows or (name in self.step.fresh and self.arrives(name))

    def landing(self, name: Name) -> tuple[Place, int] | None:
        """Return where a unit of source belongs: behind the nearest one before it that is there."""
        home = self.source[name].home
        siblings = self.source.names_in(home)
        index = siblings.index(name)
        before, after = siblings[:index][::-1], siblings[index + 1 :]
        if home.unit in self.outline:
            names = self.outline.names_in(home)
            spots = [names.index(sibling) + 1 for sibling in before if sibling in names]
            spots += [names.index(sibling) for sibling in after if sibling in names]
            return home, next(iter(spots), len(names))
        for sibling in [*before, *after] if self.source[name].is_paragraph else ():
            if sibling in self.outline:  # its block is gone here, but it was kept in another one
                place = self.outline[sibling].home
                return place, self.outline.names_in(place).index(sibling) + (sibling in before)
        return None

    def apply(self) -> None:
        for name in self.coming():
            if landing := self.landing(name):
                self.plant(name, *landing)
        for name in self.step.travelling:
            is_elsewhere = (
                name in self.follows and self.outline[name].home != self.source[name].home
            )
            if is_elsewhere and (landing := self.landing(name)):
                self.move(name, *landing)
        for name in self.step.going:
            if name in self.outline:
                self.outline.drop(name)

    def plant(self, name: Name, place: Place, index: int) -> None:
        """Put a new unit in, with those in it that come, or come along."""
        unit = self.source[name]
        self.outline.insert(name, unit.emptied(), place, index)
        for path, children in unit.lists.items():
            inner = Place(name, path)
            for child in children:
                end = len(self.outline.names_in(inner))
                if child in self.follows:
                    self.move(child, inner, end)
                elif self.comes_along(child):
                    self.plant(child, inner, end)

    def move(self, name: Name, place: Place, index: int) -> None:
        for offset, companion in enumerate(self.companies[name]):
            self.outline.move(companion, place, index + offset)
