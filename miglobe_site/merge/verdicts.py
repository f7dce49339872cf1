"""What a step of the source would do on our side."""

from __future__ import annotations

from dataclasses import dataclass

from .changes import Decision, Excerpt
from .describe import excerpt, leaf_excerpt
from .likeness import is_long
from .outline import Name, Text
from .schema import Json
from .sentences import merge_sentences
from .sides import Sides
from .steps import Regroup, Reorder, Reword, Step, staying
from .taking import Regrouping

NOTHING = Excerpt()


@dataclass(frozen=True)
class Verdict:
    """What there is to decide about a step; without offers, it does nothing on our side."""

    offers: tuple[Decision, ...] = ()
    ours: Excerpt = NOTHING
    brings_back: bool = False
    merged: Text | None = None
    follows: frozenset[Name] = frozenset()

    @property
    def own(self) -> bool:
        """Whether taking it would lose what is own."""
        return bool(self.offers) and Decision.TAKE not in self.offers

    @property
    def clean(self) -> bool:
        return Decision.TAKE in self.offers and not self.brings_back


SILENT = Verdict()


def on_step(step: Step, sides: Sides) -> Verdict:
    if isinstance(step, Reword):
        return on_reword(step, sides)
    if isinstance(step, Reorder):
        return on_reorder(step, sides)
    return on_regroup(step, sides)


def brings_back(new: str, old: str, sides: Sides) -> bool:
    """Whether a text that was refused stands in a new one, or the new one is a part of it."""
    return any(
        (refused in new and refused not in old)
        or (is_long(new) and new in refused and new not in old)
        for refused in sides.refused
    )


# A leaf


def on_reword(step: Reword, sides: Sides) -> Verdict:
    place = step.place
    if place.unit not in sides.ours:
        return SILENT
    was, mine, new = (side.leaf(place) for side in (sides.base, sides.ours, sides.source))
    merged = merge(was, mine, new)
    if mine == new or (merged and mine == merged):  # ours says it already
        return SILENT
    ours = leaf_excerpt(sides.ours, place)
    if mine == was or (merged and merged == new):  # nothing is own that the source has not
        is_back = isinstance(new, Text) and brings_back(new.words, words_of(mine), sides)
        return Verdict((Decision.TAKE,), ours, is_back)
    if merged:
        return Verdict((Decision.TAKE_SENTENCE, Decision.REPLACE), ours, merged=merged)
    return Verdict((Decision.REPLACE,), ours)


def merge(was: Json, mine: Json, new: Json) -> Text | None:
    """Return our own text with the source's sentences in it, or None where they meet."""
    if not (isinstance(was, Text) and isinstance(mine, Text) and isinstance(new, Text)):
        return None
    if mine == was or len({was.kind, mine.kind, new.kind}) > 2:
        return None
    words = merge_sentences(was.words, mine.words, new.words)
    return None if words is None else Text(words, new.kind if mine.kind == was.kind else mine.kind)


def words_of(leaf: Json) -> str:
    return leaf.words if isinstance(leaf, Text) else ""


# The order of a list


def on_reorder(step: Reorder, sides: Sides) -> Verdict:
    if step.place.unit not in sides.ours:
        return SILENT
    old = staying(sides.base, sides.source, step.place)
    new = staying(sides.source, sides.base, step.place)
    here = sides.ours.names_in(step.place)
    was, wish = ([name for name in names if name in here] for names in (old, new))
    mine = [name for name in here if name in old]
    if mine == wish:
        return SILENT
    offer = Decision.TAKE if mine == was else Decision.REPLACE
    return Verdict((offer,), excerpt(sides.ours, mine))


# Units that come, go and travel


def on_regroup(step: Regroup, sides: Sides) -> Verdict:
    follows = following(step, sides)
    regrouping = Regrouping(step, sides.source, sides.ours, follows, sides.own)
    comes = regrouping.coming()
    goes = [name for name in step.going if name in sides.ours]
    if not (comes or goes or follows):
        return SILENT
    texts = [text for name in comes for text in fresh_texts(name, step, sides)]
    return Verdict(
        (Decision.REPLACE if loses_own(goes, regrouping, sides) else Decision.TAKE,),
        excerpt(sides.ours, step.going or step.travelling),
        brings_back=any(brings_back(text, "", sides) for text in texts),
        follows=follows,
    )


def following(step: Regroup, sides: Sides) -> frozenset[Name]:
    """Return what travels and stands on our side where base has it, and can go where it goes."""
    base, ours, source = sides.base, sides.ours, sides.source
    regrouping = Regrouping(step, source, ours)
    arriving = {
        unit for name in step.coming if regrouping.landing(name) for unit in source.inside(name)
    }
    return frozenset(
        name
        for name in step.travelling
        if name in ours
        and ours[name].home == base[name].home
        and (source[name].home.unit in ours or source[name].home.unit in arriving)
    )


def loses_own(goes: list[Name], regrouping: Regrouping, sides: Sides) -> bool:
    """Whether what goes on our side has something in it that base does not have there.

    Or that source still has: it travels to a block that our side has refused, and cannot follow.
    """
    moves = {name for company in regrouping.companies.values() for name in company}
    was_there = {n for top in regrouping.step.going for n in sides.base.inside(top)}
    left = [n for top in goes for n in sides.ours.inside(top) if n not in moves]
    went = was_there - sides.source.keys()
    return any(n not in went or is_reworded(n, sides) for n in left)


def is_reworded(name: Name, sides: Sides) -> bool:
    """Whether a unit says something else on our side than in base, what stands in it aside."""
    known = sides.base[name].leaves
    return any(known.get(path) != leaf for path, leaf in sides.ours[name].leaves.items())


def fresh_texts(name: Name, step: Regroup, sides: Sides) -> list[str]:
    source = sides.source
    fresh = [unit for unit in source.inside(name) if unit in step.fresh]
    return [text.words for unit in fresh for text in source[unit].texts()]
