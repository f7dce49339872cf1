"""The piece of a text in which a query was found, with the found words marked."""

from collections.abc import Iterator
from typing import TypeAlias

from .german import WORD, fold, stem
from .queries import PREFIX_FROM, Query

#: (text, is marked)
Part: TypeAlias = tuple[str, bool]
LENGTH = 230
BEFORE = 70
#: Characters that are looked through: a word further behind is found, but not shown.
MOST_LOOKED_THROUGH = 60_000


def snippet(text: str, query: Query) -> list[Part]:
    """Return (text, is marked) pairs around the first word that was found, else the beginning."""
    found = list(places(text[:MOST_LOOKED_THROUGH], query, most=1))
    start = 0
    if found and found[0][1] > LENGTH - BEFORE:
        start = text.find(" ", max(0, found[0][0] - BEFORE)) + 1
    end = start + LENGTH
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + LENGTH // 2)
    parts = marked(text[start:end], query)
    if start:
        parts.insert(0, ("… ", False))
    if end < len(text):
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
    whole = set(query.stems)
    beginnings = tuple(term.stems[0] for term in query.terms if term.is_prefix)
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
