"""Finding: from a query to ranked entries, the same on both databases."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from . import engines
from .engines import Counts
from .german import stems_of_names
from .kinds import Kind
from .queries import Query, Term, parse
from .related import Related
from .typos import corrected

#: Words, folded, with which people name a kind.
KIND_WORDS = {
    **dict.fromkeys("berater beraterin beraterinnen expertin expertinnen".split(), Kind.ADVISOR),
    **dict.fromkeys("beispiel beispiele praxisbeispiel praxisbeispiele".split(), Kind.EXAMPLE),
    **dict.fromkeys("film filme video videos".split(), Kind.VIDEO),
    **dict.fromkeys("dokument dokumente leitfaden pdf".split(), Kind.DOCUMENT),
}
ALL_KINDS = tuple(Kind.values)
ORDER = {value: place for place, value in enumerate(ALL_KINDS)}


@dataclass
class Answer:
    """What was found for a text: ``query`` is what was searched for in the end, related words too.

    ``corrections`` are {word as typed: word searched for instead}. ``counts`` are numbers of
    entries: {(kind, locale code): number}; ``ids`` those of the entries of the kinds asked for.
    """

    query: Query
    counts: Counts = field(default_factory=dict)
    corrections: dict[str, str] = field(default_factory=dict)
    ids: list[int] = field(default_factory=list)

    def number(self, codes: Iterable[str], kinds: Iterable[str] = ALL_KINDS) -> int:
        """How many entries there are in some locales, of some kinds."""
        return sum(self.counts.get((kind, code), 0) for kind in kinds for code in codes)


def answer(
    text: str,
    codes: Sequence[str],
    language: str = "de",
    kinds: Sequence[str] = ALL_KINDS,
    counted: Sequence[str] | None = None,
) -> Answer:
    """Find what fits a text in some locales; ``counted`` are those to count in, at least these.

    First all words, then all with typing errors forgiven, then any of the words.
    """
    query = parse(text, language)
    found = Answer(query)
    if not query or not codes:
        return found
    related = Related(query)
    found.query = related.widened(query)
    (found.counts,) = engines.count([found.query], counted or codes)
    if not found.number(codes):
        attempts = list(second_attempts(query, related))
        counts = engines.count([attempt for attempt, _corrections in attempts], counted or codes)
        for (attempt, corrections), numbers in zip(attempts, counts, strict=True):
            found.query, found.corrections, found.counts = attempt, corrections, numbers
            if found.number(codes):
                break
    if found.number(codes, kinds):
        found.ids = find(found.query, codes, kinds)
    return found


def second_attempts(query: Query, related: Related) -> Iterator[tuple[Query, dict[str, str]]]:
    """Yield (Query, corrections) to try where nothing has all words as they are typed."""
    query, corrections = corrected(query, related.words) or (query, {})
    several = len(query.terms) > 1
    if corrections or several:
        query = related.widened(query)
    if corrections:
        yield query, corrections
    if several:
        yield query.loosened(), corrections


def find(query: Query, codes: Sequence[str], kinds: Sequence[str] = ALL_KINDS) -> list[int]:
    """Return the ids of the entries that fit best, best first."""
    if not query or not codes:
        return []
    own, *wide = engines.hits([query.own, query] if query.is_wide else [query], codes, kinds)
    ranked = {row[0]: rank(row, query, is_own=False) for rows in wide for row in rows}
    ranked |= {row[0]: rank(row, query) for row in own}
    return sorted(ranked, key=lambda pk: ranked[pk])


def rank(row: engines.Hit, query: Query, is_own: bool = True) -> tuple[float, ...]:
    """Sort key of a hit: names before texts, whole names before parts, words before beginnings.

    In both, the words as they were typed come before related ones; ``is_own``: it has them. A
    search for "Beraterin Köln" means people: of texts, those of the kind named come first.
    """
    pk, kind, stored, score = row
    names = stems_of_names(stored)
    if tuple(names) in {query.whole, query.stems}:
        tier = 0
    elif set(query.stems) <= set(names):
        tier = 1
    elif all(any(name.startswith(stem) for name in names) for stem in query.stems):
        tier = 2
    elif all(names_related(term, names) for term in query.terms):
        tier = 3
    else:
        wanted = {
            KIND_WORDS[word] for term in query.terms for word in term.words if word in KIND_WORDS
        }
        return (4 if is_own else 5, bool(wanted) and kind not in wanted, -score, pk)
    return (tier, len(names), ORDER[kind], -score, pk)


def names_related(term: Term, names: Sequence[str]) -> bool:
    """Whether a name has a term, or what is found for it as well."""
    has_own = all(any(name.startswith(stem) for name in names) for stem in term.stems)
    return has_own or any(set(other) <= set(names) for other in term.others)
