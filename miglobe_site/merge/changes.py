"""What a person is shown: a change of the source, and what can be decided about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .outline import Name, Path, Text
from .schema import Json
from .steps import Step


class Kind(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"
    MOVED = "moved"


class Decision(StrEnum):
    """What is done with a change; one without a decision waits.

    TAKE loses nothing of ours. REPLACE puts what is new in the place of our own text or order,
    TAKE_SENTENCE puts its sentences into our own text. REFUSE leaves ours as it is, for good.
    """

    TAKE = "take"
    TAKE_SENTENCE = "take_sentence"
    REPLACE = "replace"
    REFUSE = "refuse"


@dataclass(frozen=True)
class Excerpt:
    """What one side has in a place.

    ``content`` has blocks, items and paragraphs as they stand in content, or the value of a field;
    ``texts`` is what people wrote in it, as HTML.
    """

    content: tuple[Json, ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Difference:
    """What is another way on one side than on the other."""

    kind: Kind
    #: Fields and block ids that lead to it in the page that staff edit, as in ``data-contentpath``.
    path: Path
    old: Excerpt
    new: Excerpt


@dataclass(frozen=True)
class Change(Difference):
    """A difference between base and source, held against our side."""

    #: Made of what base and source say there: it is the same when the form is loaded again, and
    #: another one when the source says something else by then.
    key: str
    ours: Excerpt
    #: Own text, or an own order, would be lost.
    own: bool
    #: Neither is own text lost, nor does a refused text come back: it can be taken unseen.
    clean: bool
    #: What can be decided, beside REFUSE; nothing where it makes no difference on our side.
    offers: tuple[Decision, ...]
    #: Our text with the source's sentences in it, where TAKE_SENTENCE is offered.
    merged: Text | None
    step: Step
    #: Travelling paragraphs that go along on our side.
    follows: frozenset[Name]

    @property
    def waits(self) -> bool:
        return bool(self.offers)
