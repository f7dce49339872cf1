"""One typing error in a word is forgiven: a letter too few, too many, another, or two swapped."""

from dataclasses import replace

from django.db.models import Q
from django.db.models.functions import Length

from .german import stem
from .models import Word
from .queries import Query, Term
from .words import SHORTEST_WORD


def corrected(query: Query) -> tuple[Query, dict[str, str]] | None:
    """Return (Query, {word as typed, folded: spelling}) with unknown words replaced by near ones.

    None where no word is near an unknown one. Two SQL queries at most.
    """
    words = {word for term in query.terms for word in term.words if len(word) >= SHORTEST_WORD}
    unknown = words - known(words, query.language)
    near = nearest(unknown)
    if not near:
        return None
    terms = []
    for term in query.terms:
        nearer = tuple(near[word].word if word in near else word for word in term.words)
        terms.append(Term(tuple(stem(word, query.language) for word in nearer), nearer))
    return replace(query, terms=tuple(terms)), {word: near[word].spelling for word in near}


def known(words: set[str], language: str) -> set[str]:
    """Return those words that are the beginning of some word, or whose stem is."""
    if not words:
        return set()
    beginnings = {word: stem(word, language) for word in words}
    condition = Q()
    for beginning in beginnings.values():
        condition |= Q(word__startswith=beginning)
    found = Word.objects.filter(condition).values_list("word", flat=True)[:2000]
    stems = {stem(word, language) for word in found} | set(found)
    return {w for w, begin in beginnings.items() if any(s.startswith(begin) for s in stems)}


def nearest(unknown: set[str]) -> dict[str, Word]:
    """Return {word: nearest Word} with at most one error; of several the most used one.

    An error leaves the beginning or the end of a word whole, so that few words are compared.
    """
    condition = Q(pk=None)
    for word in unknown:
        half = len(word) // 2
        ends = Q(word__startswith=word[: half - 1]) | Q(backwards__startswith=word[: half - 1 : -1])
        condition |= ends & Q(length__range=(len(word) - 1, len(word) + 1))
    found: dict[str, Word] = {}
    candidates = Word.objects.annotate(length=Length("word")).filter(condition)
    for candidate in candidates.order_by("uses", "-word"):
        for word in unknown:
            if one_error_apart(word, candidate.word):
                found[word] = candidate
    return found


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
