"""What becomes of our side and of base when changes are taken and refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .changes import Change, Decision
from .content import write
from .outline import PAGE, Outline
from .schema import Content, Fields, Json
from .sides import REFUSED, Sides, lay_out
from .steps import Regroup, Reorder, Reword, Step, staying
from .taking import Regrouping, reorder, reword
from .weigh import weigh

#: How many refused texts base remembers that the source has given up.
REMEMBERED = 200
#: Units first find their order, then come and go; what they say comes last.
IN_ORDER: tuple[type[Step], ...] = (Reorder, Regroup, Reword)


class Settled(NamedTuple):
    """The two contents that go into one revision: base belongs to the version of the page."""

    base: dict[str, Json]
    ours: dict[str, Json]


def settle(
    schema: Fields,
    base: Content,
    ours: Content,
    source: Content,
    decisions: Mapping[str, Decision],
) -> Settled:
    """Act on decisions about changes, by their keys.

    What was taken is done on our side; what was taken or refused is handled in base, and so is what
    makes no difference on our side. A decision that a change does not offer is not acted on: what
    could be taken unseen when the form was rendered may stand in own text when it is sent.
    """
    sides = lay_out(schema, base, ours, source)
    new_base, new_ours = sides.base.copy(), sides.ours.copy()
    for change in sorted(weigh(sides), key=lambda change: IN_ORDER.index(type(change.step))):
        decision = decisions.get(change.key)
        if decision in change.offers:
            take(change, new_ours, sides, merge=decision == Decision.TAKE_SENTENCE)
        elif change.waits and decision != Decision.REFUSE:
            continue
        handle(change, new_base, sides)
    remember_ids(new_base, new_ours, sides.source)
    return Settled(
        {**write(new_base), **memory(sides, new_base, new_ours)}, {**ours, **write(new_ours)}
    )


def take(change: Change, ours: Outline, sides: Sides, merge: bool) -> None:
    step, source = change.step, sides.source
    if isinstance(step, Regroup):
        Regrouping(step, source, ours, change.follows, sides.own).apply()
    elif isinstance(step, Reorder):
        reorder(ours, step.place, staying(source, sides.base, step.place))
    elif step.place.unit in ours:
        reword(ours, step.place, change.merged if merge else source.leaf(step.place))


def handle(change: Change, base: Outline, sides: Sides) -> None:
    """Let base say what source says, in this one thing."""
    step, source = change.step, sides.source
    if isinstance(step, Regroup):
        Regrouping(step, source, base, step.travelling).apply()
    elif isinstance(step, Reorder):
        reorder(base, step.place, staying(source, sides.base, step.place))
    else:
        reword(base, step.place, source.leaf(step.place))


def remember_ids(base: Outline, ours: Outline, source: Outline) -> None:
    """Let base know each unit by the id that source has for it now, and by ours."""
    for name, unit in base.items():
        if name in source:
            unit.id = source[name].id or unit.id
        our_id = ours[name].id if name in ours else ""
        unit.our_id = our_id if our_id != unit.id else ""


def memory(sides: Sides, base: Outline, ours: Outline) -> dict[str, Json]:
    """Return the refused texts that base itself no longer tells, the newest last."""
    told = {text.words for side in (base, ours) for text in side.texts(PAGE)}
    kept = [text for text in dict.fromkeys(sides.refused) if text not in told]
    return {REFUSED: kept[-REMEMBERED:]} if kept else {}
