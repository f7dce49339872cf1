"""The piece of a text in which a query was found, with the found words marked."""

import re
from collections.abc import Iterator
from typing import TypeAlias

from .german import WORD, fold, stem
from .queries import PREFIX_FROM, Query

#: (text, is marked)
Part: TypeAlias = tuple[str, bool]
LENGTH = 230
BEFORE = 70
#: What stands between two sentences or fields; "Str. 22" and "Dr. Tannwald" are none.
BOUNDARY = re.compile(
    r" · |(?<=[^\W_]{3}[.!?])(?<!Prof\.)(?<!Str\.) (?=[^\W\d_a-zäöüß]|[„“\"»])"
    r"|(?<=[.!?][“”\"«)]) (?=[^\W\d_a-zäöüß])"
)
#: Characters that are looked through: a word further behind is found, but not shown.
MOST_LOOKED_THROUGH = 60_000


def snippet(text: str, query: Query) -> list[Part]:
    """Return (text, is marked) pairs around the first word that was found, else the beginning.

    It begins and ends with a sentence or field where one is near.
    """
    found = next(places(text[:MOST_LOOKED_THROUGH], query, most=1), (0, 0))
    start, is_whole_start = 0, True
    if found[1] > LENGTH - BEFORE:
        earliest = max(0, found[1] - LENGTH + BEFORE)
        begins = [m.end() for m in BOUNDARY.finditer(text, earliest, found[0] + 1)]
        is_whole_start = bool(begins)
        start = begins[0] if begins else text.find(" ", max(0, found[0] - BEFORE)) + 1
    end, is_whole_end = len(text), True
    if end > start + LENGTH:
        shortest = max(found[1], start + LENGTH // 3)
        ends = [m.start() for m in BOUNDARY.finditer(text, shortest, start + LENGTH)]
        is_whole_end = bool(ends)
        end = ends[-1] if ends else max(text.rfind(" ", start, start + LENGTH), start + LENGTH // 2)
    parts = marked(text[start:end], query)
    if not is_whole_start:
        parts.insert(0, ("… ", False))
    if not is_whole_end:
        parts.append((" …", False))
    return parts


def marked(text: str, query: Query) -> list[Part]:
    """Return a text as (text, is marked) pairs."""
    parts: list[Part] = []
    last = 0
    for start, end in places(text, query):
        parts += [(text[last:start], False), (text[start:end], True)]
        last = end
    parts.append((text[last:], False))
    return [part for part in parts if part[0]]


def places(text: str, query: Query, most: int = 1000) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of the words of a text that a query finds, at most some."""
    whole = {*query.stems, *(s for term in query.terms for other in term.others for s in other)}
    parts = [part for term in query.terms for part in term.parts]
    beginnings = tuple(part.stems[0] for part in parts if part.is_prefix)
    # To stem each word of a long text would take seconds.
    likely = tuple(stem[:PREFIX_FROM] for stem in whole)
    for match in WORD.finditer(text):
        word = fold(match[0])
        if word.startswith(likely):
            own = stem(word, query.language)
            if own in whole or own.startswith(beginnings) or word.startswith(beginnings):
                yield match.span()
                most -= 1
                if not most:
                    return
