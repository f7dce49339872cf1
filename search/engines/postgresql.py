"""PostgreSQL: vectors of stems, kept by a trigger, with a GIN index each."""

from collections.abc import Sequence
from typing import Any

from search.queries import Query, Term

#: Of the text, the keywords and the names.
WEIGHTS = "{0.1, 0.1, 0.5, 1}"
RANK = f"ts_rank('{WEIGHTS}', vector, %s::tsquery, 1)"
#: Among what was found; ts_rank() does not ask for it, as the rank of SQLite does.
RARITY = "ln(1 + count(*) OVER () / (1.0 + count(*) FILTER (WHERE vector @@ %s::tsquery) OVER ()))"


def count(query: Query, codes: Sequence[str], number: int) -> tuple[str, list[Any]]:
    return (
        f"SELECT {number}, kind, locale_code, number FROM search_count(%s::tsquery, %s)",
        [tsquery(query), list(codes)],
    )


def hits(
    query: Query, codes: Sequence[str], kinds: Sequence[str], most: int
) -> tuple[str, list[Any]]:
    scope = "locale_code = ANY(%s) AND kind = ANY(%s)"
    asked, narrowed = tsquery(query), [list(codes), list(kinds)]
    score, scored = RANK, [asked]
    if query.any_term:  # of its words, the rare one tells more than one that is all over the site
        terms = [alternatives(term, " | ") for term in query.terms]
        score = " + ".join([f"{RANK} * {RARITY}"] * len(terms))
        scored = [term for term in terms for _use in range(2)]
    return (
        "WITH found AS ("
        f"(SELECT id FROM search_entry WHERE names_vector @@ %s::tsquery AND {scope} LIMIT %s) "
        f"UNION (SELECT id FROM search_entry WHERE vector @@ %s::tsquery AND {scope} LIMIT %s)) "
        f"SELECT id, kind, names, {score} FROM search_entry JOIN found USING (id)",
        [asked, *narrowed, most, asked, *narrowed, most, *scored],
    )


def named(query: Query, codes: Sequence[str], most: int) -> tuple[str, list[Any]]:
    return (
        "SELECT id, kind, names, 0 FROM search_entry "
        "WHERE names_vector @@ %s::tsquery AND locale_code = ANY(%s) LIMIT %s",
        [tsquery(query), list(codes), most],
    )


def tsquery(query: Query) -> str:
    operator = " | " if query.any_term else " & "
    return operator.join(f"({alternatives(term, operator)})" for term in query.terms)


def alternatives(term: Term, operator: str) -> str:
    own = operator.join(
        "(" + " <-> ".join(f"'{stem}'{':*' * part.is_prefix}" for stem in part.stems) + ")"
        for part in term.parts
    )
    others = (" & ".join(f"'{stem}'" for stem in other) for other in term.others)
    return " | ".join(f"({each})" for each in (own, *others))
