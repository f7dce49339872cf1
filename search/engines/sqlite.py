"""SQLite: an FTS5 table over the entries, kept by triggers."""

from collections.abc import Sequence
from typing import Any

from search.queries import Query, Term

#: CROSS keeps the order: the other way round the ranking would start anew for each row.
JOINED = "FROM search_fts CROSS JOIN search_entry ON search_entry.id = search_fts.rowid"


def count(query: Query, codes: Sequence[str], number: int) -> tuple[str, list[Any]]:
    return (
        f"SELECT {number}, kind, locale_code, COUNT(*) {JOINED} "
        f"WHERE search_fts MATCH %s AND locale_code IN ({marks(codes)}) "
        "GROUP BY kind, locale_code",
        [match(query), *codes],
    )


def hits(
    query: Query, codes: Sequence[str], kinds: Sequence[str], most: int
) -> tuple[str, list[Any]]:
    scope = f"locale_code IN ({marks(codes)}) AND kind IN ({marks(kinds)})"
    part = (
        f"SELECT search_entry.id, kind, search_entry.names, -bm25(search_fts, 10, 5, 1) AS score "
        f"{JOINED} WHERE search_fts MATCH %s AND {scope} LIMIT %s"
    )
    asked, narrowed = match(query), [*codes, *kinds]
    return (
        "SELECT id, kind, names, MAX(score) FROM "
        f"(SELECT * FROM ({part}) UNION ALL SELECT * FROM ({part})) GROUP BY id",
        [f"names : ({asked})", *narrowed, most, asked, *narrowed, most],
    )


def named(query: Query, codes: Sequence[str], most: int) -> tuple[str, list[Any]]:
    return (
        f"SELECT search_entry.id, kind, search_entry.names, 0 {JOINED} "
        f"WHERE search_fts MATCH %s AND locale_code IN ({marks(codes)}) LIMIT %s",
        [f"names : ({match(query)})", *codes, most],
    )


def match(query: Query) -> str:
    operator = " OR " if query.any_term else " AND "
    return operator.join(f"({alternatives(term, operator)})" for term in query.terms)


def alternatives(term: Term, operator: str) -> str:
    own = operator.join(f'("{" ".join(part.stems)}"{"*" * part.is_prefix})' for part in term.parts)
    others = (" AND ".join(f'"{stem}"' for stem in other) for other in term.others)
    return " OR ".join(f"({each})" for each in (own, *others))


def marks(values: Sequence[str]) -> str:
    return ", ".join(["%s"] * len(values))
