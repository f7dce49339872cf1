"""One typing error in a word is forgiven: a letter too few, too many, another, or two swapped."""

import re
from collections.abc import Collection
from dataclasses import replace
from functools import cache

from django.db.models import Q
from django.db.models.functions import Length

from members.choices import names
from miglobe_site.municipalities import register

from .german import folded, stem
from .models import Word
from .queries import Query
from .words import SHORTEST_WORD

#: From this length on, one wrong letter leaves a word that is no other.
LONG = 6
DOUBLED = re.compile(r"(.)\1")
LANGUAGES = ("de", "en")


def corrected(query: Query, spared: Collection[str] = ()) -> tuple[Query, dict[str, str]] | None:
    """Return (Query, {word as typed, folded: spelling}) with unknown words replaced by near ones.

    ``spared``: words, folded, that are known without standing anywhere. None where no word is near
    an unknown one. One SQL query.
    """
    words = {word for term in query.terms for word in term.words if len(word) >= SHORTEST_WORD}
    words -= names_of_the_world().union(spared)
    near = nearest(words, query.language)
    if not near:
        return None
    terms = []
    for term in query.terms:
        nearer = tuple(near[word].word if word in near else word for word in term.words)
        stems = tuple(stem(word, query.language) for word in nearer)
        terms.append(replace(term, stems=stems, words=nearer))
    return replace(query, terms=tuple(terms)), {word: near[word].spelling for word in near}


def nearest(words: set[str], language: str) -> dict[str, Word]:
    """Return {unknown word: nearest Word} with at most one error; of several the most used one.

    Known is a word that is the beginning of some word, or whose stem is. An error leaves the
    beginning or the end of a word whole, so that few words are compared.
    """
    condition = Q(pk=None)
    stems = {word: stem(word, language) for word in words}
    for word in words:
        half = len(word) // 2
        ends = Q(word__startswith=word[: half - 1]) | Q(backwards__startswith=word[: half - 1 : -1])
        condition |= ends & Q(length__range=(len(word) - 1, len(word) + 1))
        condition |= Q(word__startswith=stems[word])
    candidates = Word.objects.annotate(length=Length("word")).filter(condition)
    found: dict[str, Word] = {}
    known: set[str] = set()
    for candidate in candidates.order_by("uses", "-word"):
        own = stem(candidate.word, language)
        for word in words:
            if candidate.word.startswith(stems[word]) or own.startswith(stems[word]):
                known.add(word)
            elif is_likely(word, candidate.word):
                found[word] = candidate
    return {word: candidate for word, candidate in found.items() if word not in known}


@cache
def names_of_the_world() -> frozenset[str]:
    """The words, folded, in the names of languages, countries and towns: none is a typing error."""
    texts = [
        text
        for each in map(names, LANGUAGES)
        for text in (*each.languages.values(), *each.territories.values())
    ]
    return frozenset(word for text in (*texts, *register.all_names()) for word in folded(text))


def is_likely(typed: str, meant: str) -> bool:
    """Whether somebody who typed a word is more likely to have meant another than this one.

    A short word with one other letter is a word of its own ("Kiel" and "viel", "Rhein" and "rein"):
    there, two letters must be swapped, or one doubled or not. The first letter is seldom another.
    """
    if not one_error_apart(typed, meant):
        return False
    if sorted(typed) == sorted(meant) or single(typed) == single(meant):
        return True
    return len(typed) >= LONG and (typed[0] == meant[0] or len(typed) != len(meant))


def single(word: str) -> str:
    """Return a word with each letter that is doubled written once."""
    return DOUBLED.sub(r"\1", word)


def one_error_apart(a: str, b: str) -> bool:
    """Whether two words differ by one letter added, left out or replaced, or by two swapped."""
    if abs(len(a) - len(b)) > 1 or a == b:
        return False
    first = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), None)
    if first is None:  # one is the beginning of the other
        return True
    rest_a, rest_b = a[first:], b[first:]
    if len(a) == len(b):
        swapped = rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:]
        return rest_a[1:] == rest_b[1:] or swapped
    longer, shorter = sorted((rest_a, rest_b), key=len, reverse=True)
    return longer[1:] == shorter
