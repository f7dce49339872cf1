"""Each change of the source, held against our side."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from hashlib import sha256

from .changes import Change, Decision, Difference, Excerpt
from .describe import describe, excerpt, leaf_excerpt
from .likeness import is_long
from .outline import Name, Text
from .schema import Content, Fields, Json
from .sentences import merge_sentences
from .sides import Sides, lay_out
from .steps import Regroup, Reorder, Reword, Step, staying, steps
from .taking import Regrouping

NOTHING = Excerpt()


@dataclass(frozen=True)
class Verdict:
    """What a step would do on our side; without offers, nothing."""

    offers: tuple[Decision, ...] = ()
    ours: Excerpt = NOTHING
    brings_back: bool = False
    merged: str | None = None
    follows: frozenset[Name] = frozenset()


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
        seen[change.key] += 1
        twin = seen[change.key] - 1
        found.append(replace(change, key=f"{change.key}-{twin}") if twin else change)
    return found


def held_against_ours(step: Step, sides: Sides) -> Change:
    if isinstance(step, Reword):
        verdict = on_reword(step, sides)
    elif isinstance(step, Reorder):
        verdict = on_reorder(step, sides)
    else:
        verdict = on_regroup(step, sides)
    seen = describe(step, sides.base, sides.source, shown=sides.ours)
    own = bool(verdict.offers) and Decision.TAKE not in verdict.offers
    return Change(
        seen.kind,
        seen.path,
        seen.old,
        seen.new,
        key=key_of(step, sides),
        ours=verdict.ours,
        own=own,
        clean=bool(verdict.offers) and not own and not verdict.brings_back,
        offers=verdict.offers,
        merged=verdict.merged,
        step=step,
        follows=verdict.follows,
    )


def key_of(step: Step, sides: Sides) -> str:
    """Return a digest of what base and source say; our side has no part in it."""
    seen = describe(step, sides.base, sides.source, shown=sides.source)
    said = [type(step).__name__, seen.path, seen.old.content, seen.new.content]
    return sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()[:16]


# A leaf


def on_reword(step: Reword, sides: Sides) -> Verdict:
    place = step.place
    if place.unit not in sides.ours:
        return Verdict()
    was, mine, new = (side.leaf(place) for side in (sides.base, sides.ours, sides.source))
    merged = merge(was, mine, new)
    if mine == new or (merged and mine == merged):  # ours says it already
        return Verdict()
    ours = leaf_excerpt(sides.ours, place)
    if mine == was or (merged and merged == new):  # the source has all that is own here
        brings_back = isinstance(new, Text) and is_back(new.words, text_of(mine), sides)
        return Verdict((Decision.TAKE,), ours, brings_back)
    if merged is None:
        return Verdict((Decision.REPLACE,), ours)
    return Verdict((Decision.TAKE_SENTENCE, Decision.REPLACE), ours, merged=merged.words)


def merge(was: Json, mine: Json, new: Json) -> Text | None:
    """Return our own text with the source's sentences in it, or None where they meet."""
    if not (isinstance(was, Text) and isinstance(mine, Text) and isinstance(new, Text)):
        return None
    if mine == was:
        return None
    if len({was.kind, mine.kind, new.kind}) > 2:
        return None
    words = merge_sentences(was.words, mine.words, new.words)
    return None if words is None else Text(words, new.kind if mine.kind == was.kind else mine.kind)


def text_of(leaf: Json) -> str:
    return leaf.words if isinstance(leaf, Text) else ""


def is_back(new: str, old: str, sides: Sides) -> bool:
    """Whether a text brings a refused one back, as a whole or in part."""
    return any(
        (refused in new and refused not in old)
        or (is_long(new) and new in refused and new not in old)
        for refused in sides.refused
    )


# The order of a list


def on_reorder(step: Reorder, sides: Sides) -> Verdict:
    if step.place.unit not in sides.ours:
        return Verdict()
    base, ours, source = sides.base, sides.ours, sides.source
    old, new = staying(base, source, step.place), staying(source, base, step.place)
    here = ours.names_in(step.place)
    was, wish = ([n for n in names if n in here] for names in (old, new))
    mine = [n for n in here if n in old]
    if mine == wish:
        return Verdict()
    offer = Decision.TAKE if mine == was else Decision.REPLACE
    return Verdict((offer,), excerpt(ours, mine))


# Units that come, go and travel


def on_regroup(step: Regroup, sides: Sides) -> Verdict:
    ours = sides.ours
    own = ours.keys() - sides.base.keys() - sides.source.keys()
    follows = following(step, sides)
    regrouping = Regrouping(step, sides.source, follows, own)
    comes = [
        name
        for name in step.coming
        if regrouping.landing(ours, name) and regrouping.arrives(ours, name)
    ]
    goes = [name for name in step.going if name in ours]
    if not (comes or goes or follows):
        return Verdict()
    moves = {n for company in regrouping.companies(ours).values() for n in company}
    left = [n for top in goes for n in ours.inside(top) if n not in moves]
    was_there = {n for top in step.going for n in sides.base.inside(top)}
    loses_own = any(n not in was_there or is_reworded(n, sides) for n in left)
    texts = [text for name in comes for text in fresh_texts(name, step, sides)]
    return Verdict(
        (Decision.REPLACE if loses_own else Decision.TAKE,),
        excerpt(ours, step.going or step.travelling),
        brings_back=any(is_back(text, "", sides) for text in texts),
        follows=follows,
    )


def following(step: Regroup, sides: Sides) -> frozenset[Name]:
    """Return what travels and stands on our side where base has it, and can go where it goes."""
    base, ours, source = sides.base, sides.ours, sides.source
    empty = Regrouping(step, source, (), ())

    def can_go(name: Name) -> bool:
        around = source[name].home.unit
        while around not in ours and around in step.fresh and around not in step.coming:
            around = source[around].home.unit
        return around in ours or (around in step.coming and bool(empty.landing(ours, around)))

    return frozenset(
        name
        for name in step.travelling
        if name in ours and ours[name].home == base[name].home and can_go(name)
    )


def is_reworded(name: Name, sides: Sides) -> bool:
    """Whether a unit says something else on our side than in base, what stands in it aside."""
    known = sides.base[name].leaves
    return any(known.get(path) != leaf for path, leaf in sides.ours[name].leaves.items())


def fresh_texts(name: Name, step: Regroup, sides: Sides) -> list[str]:
    source = sides.source
    return [text for n in source.inside(name) if n in step.fresh for text in source[n].texts()]
