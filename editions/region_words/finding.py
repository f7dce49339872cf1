"""Words of a region that people have to look at."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from ..registry import EDITIONS, Edition
from .mentions import Kind
from .places import Place, Reading
from .reasons import Reason
from .seen import Seen
from .verdicts import COMPARISON, TITLE, verdict

AROUND = 40
#: Words of sentences that hold one region against another.
TOGETHER = re.compile(
    r"\b(?:auch|sowie|sowohl|ebenso|neben|beide[nr]?|gemeinsam|zusammen|zwischen|anders|während"
    r"|Vergleich|Unterschied|Gegensatz|statt|Austausch)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Finding:
    """A word as it stands, with some words around it, the state (its key) and why it is named."""

    text: str
    context: str
    state: str
    reason: Reason


def unturned(
    text: str,
    source: Edition,
    target: Edition,
    *,
    html: bool = False,
    names: Collection[str] = (),
    towns: Collection[str] = (),
) -> list[Finding]:
    """Return what swap() leaves to people, of the source's region and of the target's."""
    if source == target:
        return []
    reading = Reading(Seen(text, html), names, towns)
    verdicts = ((place, verdict(place, reading, source, target)) for place in reading.places)
    return [finding(place, found, source) for place, found in verdicts if isinstance(found, Reason)]


def foreign_words(
    text: str,
    edition: Edition,
    *,
    html: bool = False,
    names: Collection[str] = (),
    towns: Collection[str] = (),
    regions: Collection[Edition] | None = None,
) -> list[Finding]:
    """Return words of other regions in a text of an edition, comparisons with its own left out.

    ``regions``: those to look for; without it all, except that words of Berlin, Bremen and Hamburg
    are taken for those of the towns.
    """
    reading = Reading(Seen(text, html), names, towns)
    keys = {region.key for region in EDITIONS.values() if regions is None or region in regions}
    return [
        finding(place, Reason.FOREIGN, edition)
        for place in reading.places
        if place.mention.state in keys - {edition.key}
        and place.mention.kind not in (Kind.GLUED, Kind.PART)
        and not (regions is None and place.says_little)
        and not is_compared(place, reading, edition)
    ]


def is_compared(place: Place, reading: Reading, edition: Edition) -> bool:
    """Whether a sentence holds another region against its own."""
    if COMPARISON.search(place.before[-60:]):
        return True
    if edition.key not in reading.states.get(place.start, set()):
        return False
    return place.in_one_breath or bool(TOGETHER.search(place.before + place.after))


def finding(place: Place, reason: Reason, source: Edition) -> Finding:
    """Return a Finding; "Freistaat" alone is said of the source."""
    mention = place.mention
    start, end, state = mention.start, mention.last, mention.state or source.key
    if reason is Reason.TITLE and (title := TITLE.search(place.before[-40:])):
        start -= len(title[0])
    if reason is Reason.COMPOUND:
        start, end = whole_word(place.text, start, end)
    return Finding(place.text[start:end], context(place.text, start, end), state, reason)


def whole_word(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the ends of the compound around a part of it."""

    def belongs(position: int) -> bool:
        return 0 <= position < len(text) and (text[position].isalnum() or text[position] in "-–/*:")

    for _ in range(AROUND):
        start -= belongs(start - 1)
        end += belongs(end)
    return start, end


def context(text: str, start: int, end: int) -> str:
    """Return a part of a text with whole words around it."""
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if start > AROUND:
        before = "…" + before[before.find(" ") + 1 :]
    if len(text) > end + AROUND:
        after = after[: after.rfind(" ") + 1].rstrip() + "…"
    return " ".join((before + text[start:end] + after).split())
