"""The three sides of a merge, laid out so that the same unit has the same name on all of them."""

from __future__ import annotations

from dataclasses import dataclass

from .content import read
from .likeness import is_long
from .match import match, match_new
from .outline import PAGE, Name, Outline
from .schema import Content, Fields

#: Where base remembers texts that our side refused and that the source has given up since. It may
#: bring them back: in a version that is restored, joined to others, in a copy of a block.
REFUSED = "~refused"


@dataclass(frozen=True)
class Sides:
    """``base`` is the source as last handled, ``ours`` the copy, ``source`` what is new."""

    base: Outline
    ours: Outline
    source: Outline
    #: Texts that base has, or had, and our side has not.
    refused: tuple[str, ...]
    #: Units that only our side has.
    own: frozenset[Name]


def lay_out(schema: Fields, base: Content, ours: Content, source: Content) -> Sides:
    old, mine, theirs = read(schema, base, "b"), read(schema, ours, "o"), read(schema, source, "s")
    mine = mine.renamed(match(old.with_our_ids(), mine))
    theirs = theirs.renamed(match(old, theirs, ours=mine))
    if twins := match_new(old, mine, theirs):
        theirs = theirs.renamed(twins)
    refused = (*base.get(REFUSED, ()), *refused_texts(old, mine))
    return Sides(old, mine, theirs, refused, frozenset(mine.keys() - old.keys() - theirs.keys()))


def refused_texts(base: Outline, ours: Outline) -> list[str]:
    """Return the texts that base has and our side has not there: this is what a refusal is."""
    said = {text.words for text in ours.texts(PAGE)}
    return [
        text.words
        for name, unit in base.items()
        for text in unit.texts()
        if is_long(text.words) and (name not in ours or text.words not in said)
    ]
