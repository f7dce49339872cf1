"""What a query finds beside its own words: synonyms, and compounds of German.

Staff keep the synonyms. Compounds are known by the words of the site alone: "Politik" finds
"Entwicklungspolitik", since "Entwicklung" is a word there, and "Klimapartnerschaft" finds
"Partnerschaft".
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeAlias

from django.db.models import CharField, F, IntegerField, Q, QuerySet, Value

from .german import folded, stem
from .models import Synonym, Word
from .queries import Query, Term, parse

Stems: TypeAlias = tuple[str, ...]
#: (word, its stem, number of entries it stands in)
Row: TypeAlias = tuple[str, str, int]
SHORTEST_HEAD, SHORTEST_MODIFIER = 4, 3
#: From this length on, a part is known by the other compounds that begin with it, too.
LONG_PART = 5
#: Compounds of a word that are searched for at most, the most used ones.
MOST_COMPOUNDS = 20
#: What joins the parts of a compound: Entwicklung-s-politik.
JOINTS = ("", "s", "n", "e", "es", "en", "er", "ens")
#: Beginnings that make another word of one: "beraten" is no way of "raten".
PREFIXES = frozenset(
    """
    abend allein auf aus be bei dar durch ein ent er fehl fort frei ge gegen heim her hin hinter los
    mit nach nieder ober uber um un unter ver vor weg weiter wieder wider zer zu zuruck zusammen
    """.split()
)


class Related:
    """What is found for the words of a query as well, read once for all attempts at a search.

    ``words``: all words, folded, for which there are synonyms. Two SQL queries at most.
    """

    def __init__(self, query: Query) -> None:
        single = [term for term in query.terms if term.may_widen] if query.language == "de" else []
        groups, rows = read(single)
        self.groups = [phrases(group) for group in groups]
        self.words = {word for group in groups for word in folded(group)}
        self.compounds = compounds(single, rows)

    def widened(self, query: Query) -> Query:
        """Return a query with what is found for each word as well; phrases stay as they are.

        Words that were corrected since have synonyms alone.
        """
        terms = [
            replace(term, others=tuple(dict.fromkeys([*term.others, *more]))) if more else term
            for term in self.with_synonyms(query.terms)
            for more in [self.compounds.get(term.words)]
        ]
        return replace(query, terms=tuple(terms))

    def with_synonyms(self, terms: Sequence[Term]) -> list[Term]:
        """Return terms with their synonyms; words that have some together become one term."""
        found: list[Term] = []
        rest = list(terms)
        while rest:
            number, others = self.synonyms_at_start(rest)
            own = rest[:number]
            del rest[:number]
            if others:
                stems = tuple(term.stems[0] for term in own)
                words = tuple(term.words[0] for term in own)
                found.append(Term(stems, words, is_loose=number > 1, others=others))
            else:
                found += own
        return found

    def synonyms_at_start(self, terms: Sequence[Term]) -> tuple[int, tuple[Stems, ...]]:
        """Return how many of the first terms have synonyms together, and which; else (1, ())."""
        singles: list[str] = []
        for term in terms:
            if not term.may_widen:
                break
            singles.append(term.stems[0])
        for number in range(len(singles), 0, -1):
            own = tuple(singles[:number])
            others = [o for group in self.groups if own in group for o in group if o != own]
            if others:
                return number, tuple(dict.fromkeys(others))
        return 1, ()


@lru_cache(maxsize=1000)
def phrases(words: str) -> list[Stems]:
    """Return the stems of each of some words or phrases with commas between them."""
    found = (parse(phrase).stems for phrase in words.split(","))
    return list(dict.fromkeys(filter(None, found)))


def read(terms: Sequence[Term]) -> tuple[list[str], list[Row]]:
    """Return all groups of synonyms, and the words that end in a term or are a part of it."""
    no_word = {"a": Value("", CharField()), "b": F("words"), "c": Value(-1, IntegerField())}
    found = Synonym.objects.order_by().annotate(**no_word).values_list(*no_word)
    if terms:
        heads = [term.stems[0] for term in terms if len(term.stems[0]) >= SHORTEST_HEAD]
        condition = is_one_of({part for term in terms for part in parts_of(term.words[0])})
        for head in heads:
            condition |= Q(stem__endswith=head)
        found = found.union(rows_of(condition), all=True)
    rows = sorted(found)
    return [words for _a, words, uses in rows if uses < 0], [row for row in rows if row[2] >= 0]


def rows_of(condition: Q) -> QuerySet[Word, Row]:
    columns = {"a": F("word"), "b": F("stem"), "c": F("uses")}
    return Word.objects.filter(condition).order_by().annotate(**columns).values_list(*columns)


def is_one_of(parts: Collection[str]) -> Q:
    """Condition for the words that are one of some parts, or begin with a long one."""
    condition = Q(stem__in={stem(part) for part in parts})
    for part in parts:
        if len(part) >= LONG_PART:
            # Folded words are in plain small letters; unlike LIKE, this uses the index.
            condition |= Q(word__gte=part, word__lt=f"{part}zzzz")
    return condition


def compounds(terms: Sequence[Term], rows: Sequence[Row]) -> dict[Stems, list[Stems]]:
    """Return {words of a term: the compounds that end in it, and what it ends in itself}."""
    longer = {term: modifiers_before(term.stems[0], rows) for term in terms}
    wanted = {part for found in longer.values() for modifier in found for part in bases(modifier)}
    known = Known([*rows, *rows_of(is_one_of(wanted))] if wanted else rows)
    found: dict[Stems, list[Stems]] = {}
    for term in terms:
        own, word = term.stems[0], term.words[0]
        whole = [
            (modifier + own,)
            for modifier in longer[term]
            if known.has(bases(modifier), besides=modifier + own)
        ]
        ends = [
            (stem(head),)
            for modifier, head in divisions(word)
            if known.has(bases(modifier), besides=word) and known.has([head], besides=word)
        ]
        found[term.words] = [*whole[:MOST_COMPOUNDS], *ends]
    return found


class Known:
    """Which parts of words the site knows, as words or as the beginning of others."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.words, self.stems = set(), set()
        for word, own_stem, _uses in rows:
            self.words.add(word)
            self.stems.add(own_stem)

    def has(self, parts: Collection[str], besides: str) -> bool:
        """Whether any of some parts is known, beside the compound that it was taken from."""
        if any(stem(part) in self.stems for part in parts):
            return True
        long = tuple(part for part in parts if len(part) >= LONG_PART)
        return any(w.startswith(long) and not w.startswith(besides) for w in self.words)


def modifiers_before(head: str, rows: Iterable[Row]) -> list[str]:
    """Return what stands before a stem in the stems that end in it, the most used ones first."""
    uses: dict[str, int] = {}
    for _word, compound, number in rows:
        modifier = compound.removesuffix(head)
        if len(head) >= SHORTEST_HEAD and modifier != compound and is_modifier(modifier):
            uses[modifier] = uses.get(modifier, 0) + number
    return sorted(uses, key=lambda modifier: (-uses[modifier], modifier))


def divisions(word: str) -> Iterator[tuple[str, str]]:
    """Yield (modifier, head) of all ways to divide a folded word in two."""
    for place in range(SHORTEST_MODIFIER, len(word) - SHORTEST_HEAD + 1):
        if is_modifier(word[:place]):
            yield word[:place], word[place:]


def parts_of(word: str) -> Iterator[str]:
    for modifier, head in divisions(word):
        yield from (*bases(modifier), head)


def is_modifier(beginning: str) -> bool:
    return len(beginning) >= SHORTEST_MODIFIER and beginning not in PREFIXES


def bases(modifier: str) -> set[str]:
    """Return what a modifier may be without what joins it: "entwicklungs", "entwicklung"."""
    words = {modifier.removesuffix(joint) for joint in JOINTS}
    return {word for word in words if len(word) >= SHORTEST_MODIFIER}
