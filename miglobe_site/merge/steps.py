"""The steps that lead from one outline to another: on base, all of them together give source.

How a step is taken is in ``taking``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .outline import Name, Outline, Place


@dataclass(frozen=True)
class Reword:
    """A leaf has another value."""

    place: Place


@dataclass(frozen=True)
class Reorder:
    """What stays in a list stands in another order."""

    place: Place


@dataclass(frozen=True)
class Regroup:
    """Units come, go, or travel to another list; what travels between them makes them one step.

    A paragraph that is added or removed is such a step alone. A block that is split is one: a block
    comes, and paragraphs travel into it.
    """

    #: Units that are new, without those that stand in them; ``fresh`` has those too.
    coming: tuple[Name, ...]
    fresh: frozenset[Name]
    travelling: tuple[Name, ...]
    going: tuple[Name, ...]


Step = Reword | Reorder | Regroup


def steps(base: Outline, source: Outline) -> list[Step]:
    """Return the steps from base to source, in reading order."""
    found: list[Step] = [
        *rewords(base, source),
        *reorders(base, source),
        *regroups(base, source),
    ]
    rank = ranks(base, source)
    return sorted(found, key=lambda step: rank[subject(step)])


def rewords(base: Outline, source: Outline) -> Iterator[Reword]:
    for name, unit in source.items():
        if name in base:
            known = base[name].leaves
            for path, leaf in unit.leaves.items():
                if known.get(path) != leaf:
                    yield Reword(Place(name, path))


def reorders(base: Outline, source: Outline) -> Iterator[Reorder]:
    for name, unit in source.items():
        for path in unit.lists if name in base else ():
            place = Place(name, path)
            if staying(base, source, place) != staying(source, base, place):
                yield Reorder(place)


def staying(outline: Outline, other: Outline, place: Place) -> list[Name]:
    """Return what stands in a list of an outline, and in the same of another."""
    return [n for n in outline.names_in(place) if n in other and other[n].home == place]


def regroups(base: Outline, source: Outline) -> Iterator[Regroup]:
    going, coming = topmost(base, source), topmost(source, base)
    travelling = [n for n, unit in source.items() if n in base and base[n].home != unit.home]
    links = [[top] for top in (*dict.fromkeys(coming.values()), *dict.fromkeys(going.values()))]
    for name in travelling:
        links.append([name, *(tops[name] for tops in (going, coming) if name in tops)])
    for group in joined(links):
        tops = [name for name in group if name not in base]
        yield Regroup(
            coming=tuple(tops),
            fresh=frozenset(n for top in tops for n in source.inside(top) if n not in base),
            travelling=tuple(name for name in group if name in base and name in source),
            going=tuple(name for name in group if name not in source),
        )


def topmost(outline: Outline, other: Outline) -> dict[Name, Name]:
    """Return {unit: the unit around it, or itself, that the other outline lacks}."""
    tops: dict[Name, Name] = {}
    for name, unit in outline.items():
        if unit.home.unit in tops:
            tops[name] = tops[unit.home.unit]
        elif name not in other:
            tops[name] = name
    return tops


def joined(links: Iterable[list[Name]]) -> list[list[Name]]:
    """Join lists that have a name in common."""
    group_of: dict[Name, list[Name]] = {}
    for link in links:
        group: list[Name] = []
        for name in link:
            group += [n for n in group_of.get(name, [name]) if n not in group]
        group_of |= dict.fromkeys(group, group)
    return [*{id(group): group for group in group_of.values()}.values()]


def subject(step: Step) -> Name:
    """Return the unit that tells where on the page a step is."""
    if isinstance(step, Regroup):
        return (*step.coming, *step.travelling, *step.going)[0]
    return step.place.unit


def ranks(base: Outline, source: Outline) -> dict[Name, tuple[int, int]]:
    """Return what sorts units in reading order; what is gone stands behind what it followed."""
    rank = {name: (index, 0) for index, name in enumerate(source)}
    last = (0, 0)
    for name in base:
        last = rank.setdefault(name, (last[0], last[1] + 1))
    return rank
