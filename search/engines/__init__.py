"""The full-text index of the database: two ways to ask the same questions.

Both are asked in stems made by search.german, which contain nothing but letters and digits, so that
no query can be read as an operator.
"""

from collections.abc import Sequence
from typing import Any, Protocol, TypeAlias

from django.db import connection

from search.queries import Query

from . import postgresql, sqlite

#: Hits that are ranked at most: to rank a word that is on every page would take seconds.
MOST_RANKED = 200
#: {(kind, locale code): number of entries}
Counts: TypeAlias = dict[tuple[str, str], int]
#: (id, kind, names, score)
Hit: TypeAlias = tuple[int, str, str, float]
Statement: TypeAlias = tuple[str, list[Any]]


class Engine(Protocol):
    """What each database answers: statements with their arguments."""

    def count(self, query: Query, codes: Sequence[str], number: int) -> Statement: ...

    def hits(
        self, query: Query, codes: Sequence[str], kinds: Sequence[str], most: int
    ) -> Statement: ...

    def named(self, query: Query, codes: Sequence[str], most: int) -> Statement: ...


def engine() -> Engine:
    return sqlite if connection.vendor == "sqlite" else postgresql


def count(queries: Sequence[Query], codes: Sequence[str]) -> list[Counts]:
    """Return the Counts of each of some queries; one SQL query."""
    counts: list[Counts] = [{} for _query in queries]
    if queries:
        parts = [engine().count(query, codes, n) for n, query in enumerate(queries)]
        sql = " UNION ALL ".join(part for part, _arguments in parts)
        with connection.cursor() as cursor:
            cursor.execute(sql, [value for _part, arguments in parts for value in arguments])
            for n, kind, code, number in cursor.fetchall():
                counts[n][kind, code] = number
    return counts


def hits(queries: Sequence[Query], codes: Sequence[str], kinds: Sequence[str]) -> list[list[Hit]]:
    """Return the entries of each of some queries with their scores, the higher the better.

    Those whose names fit are all among them, of the others at most MOST_RANKED; one SQL query.
    """
    found: list[list[Hit]] = [[] for _query in queries]
    parts = [engine().hits(query, codes, kinds, MOST_RANKED) for query in queries]
    sql = " UNION ALL ".join(
        f"SELECT {n}, part{n}.* FROM ({part}) AS part{n}"
        for n, (part, _arguments) in enumerate(parts)
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for _part, arguments in parts for value in arguments])
        for n, *hit in cursor.fetchall():
            found[n].append(tuple(hit))
    return found


def named(query: Query, codes: Sequence[str]) -> list[Hit]:
    """Return entries whose names fit, all with the score 0."""
    sql, arguments = engine().named(query, codes, MOST_RANKED)
    with connection.cursor() as cursor:
        cursor.execute(sql, arguments)
        return cursor.fetchall()
