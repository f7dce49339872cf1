"""The changes of the source, each held against our side; and what is own on our side."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from hashlib import sha256

from .changes import Change, Difference
from .describe import describe, where
from .outline import Outline
from .schema import Content, Fields, Json
from .sides import Sides, lay_out
from .steps import Reorder, Reword, Step, steps
from .verdicts import on_step


def changes(schema: Fields, base: Content, ours: Content, source: Content) -> list[Change]:
    """Return the changes of the source that wait for a decision, in reading order."""
    return [change for change in weigh(lay_out(schema, base, ours, source)) if change.waits]


def own_places(schema: Fields, base: Content, ours: Content) -> list[Difference]:
    """Return what is another way on our side than in base, in reading order."""
    sides = lay_out(schema, base, base, ours)
    found = steps(sides.base, sides.source)
    return [describe(step, sides.base, sides.source, shown=sides.source) for step in found]


def weigh(sides: Sides) -> list[Change]:
    """Return all changes of the source, those too that make no difference on our side."""
    found: list[Change] = []
    seen: Counter[str] = Counter()
    for step in steps(sides.base, sides.source):
        change = held_against_ours(step, sides)
        twins = seen[change.key]
        seen[change.key] += 1
        found.append(replace(change, key=f"{change.key}-{twins}") if twins else change)
    return found


def held_against_ours(step: Step, sides: Sides) -> Change:
    seen = describe(step, sides.base, sides.source, shown=sides.ours)
    verdict = on_step(step, sides)
    return Change(
        seen.kind,
        seen.path,
        seen.old,
        seen.new,
        key=key_of(step, sides),
        ours=verdict.ours,
        own=verdict.own,
        clean=verdict.clean,
        offers=verdict.offers,
        merged=verdict.merged,
        step=step,
        follows=verdict.follows,
    )


def key_of(step: Step, sides: Sides) -> str:
    """Return a digest of what base and source say, whatever the ids; our side has no part in it."""
    path = where(step, sides.base, sides.source, shown=sides.source)
    old, new = said(step, sides.base), said(step, sides.source)
    return sha256(repr((type(step).__name__, path, old, new)).encode()).hexdigest()[:16]


def said(step: Step, outline: Outline) -> Json:
    """Return what one of base and source says where a step is."""
    if isinstance(step, Reword):
        return outline.leaf(step.place)
    if isinstance(step, Reorder):
        names = outline.names_in(step.place)
    else:
        names = [*step.going, *step.travelling, *step.coming]
    return [outline.bare(name) for name in names if name in outline]
