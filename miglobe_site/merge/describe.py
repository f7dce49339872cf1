"""A step from one outline to another in terms of kind, place, old and new."""

from __future__ import annotations

from collections.abc import Iterable

from .changes import Difference, Excerpt, Kind
from .content import write_leaf, write_unit
from .outline import Name, Outline, Path, Place, Text
from .steps import Regroup, Reorder, Reword, Step, staying


def describe(step: Step, base: Outline, source: Outline, shown: Outline) -> Difference:
    """Describe a step; its path is the one in the outline that is shown."""
    path = where(step, base, source, shown)
    if isinstance(step, Reword):
        old, new = leaf_excerpt(base, step.place), leaf_excerpt(source, step.place)
        return Difference(Kind.CHANGED, path, old, new)
    if isinstance(step, Reorder):
        old = excerpt(base, staying(base, source, step.place))
        new = excerpt(source, staying(source, base, step.place))
        return Difference(Kind.MOVED, path, old, new)
    old = excerpt(base, step.going or step.travelling)
    new = excerpt(source, step.coming or step.travelling)
    return Difference(kind_of(step, base, source), path, old, new)


def where(step: Step, base: Outline, source: Outline, shown: Outline) -> Path:
    """Return the path of what a step is about, or of where it would be."""
    if isinstance(step, Regroup):
        units = [*step.going, *step.travelling, *step.coming]
        homes = [(base if name in base else source)[name].home for name in units]
        places = [*map(Place, units), *homes]
    else:
        places = [step.place]
    return next((shown.path(place) for place in places if place.unit in shown), ())


def kind_of(step: Regroup, base: Outline, source: Outline) -> Kind:
    """Return what a person would call it: a block that is split brings nothing new."""
    if not step.travelling:
        return Kind.NEW if step.coming else Kind.REMOVED
    if any(source[name].texts() for name in step.fresh):
        return Kind.NEW
    gone = [name for top in step.going for name in base.inside(top) if name not in source]
    return Kind.REMOVED if any(base[name].texts() for name in gone) else Kind.MOVED


def excerpt(outline: Outline, names: Iterable[Name]) -> Excerpt:
    """Return what these units say, as far as the outline has them."""
    found = [name for name in names if name in outline]
    return Excerpt(
        tuple(write_unit(outline, name) for name in found),
        tuple(text.html for name in found for text in outline.texts(name)),
    )


def leaf_excerpt(outline: Outline, place: Place) -> Excerpt:
    if place.unit not in outline or outline[place.unit].is_paragraph:
        return excerpt(outline, [place.unit])
    leaf = outline.leaf(place)
    is_text = isinstance(leaf, Text) and leaf.words
    return Excerpt((write_leaf(leaf),), (leaf.html,) if is_text else ())
