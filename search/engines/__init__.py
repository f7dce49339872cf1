"""The full-text index of the database: two ways to ask the same questions.

Both are asked in stems made by search.german, which contain nothing but letters and digits, so that
no query can be read as an operator.
"""

from django.db import connection

from . import postgresql, sqlite

#: Hits that are ranked at most: to rank a word that is on every page would take seconds.
MOST_RANKED = 200


def engine():
    return sqlite if connection.vendor == "sqlite" else postgresql


def count(queries, codes):
    """Return {(kind, locale code): number of entries} for each of some queries; one SQL query."""
    counts = [{} for _query in queries]
    if queries:
        parts = [engine().count(query, codes, n) for n, query in enumerate(queries)]
        sql = " UNION ALL ".join(part for part, _arguments in parts)
        with connection.cursor() as cursor:
            cursor.execute(sql, [value for _part, arguments in parts for value in arguments])
            for n, kind, code, number in cursor.fetchall():
                counts[n][kind, code] = number
    return counts


def hits(query, codes, kinds):
    """Return (id, kind, names, score) of entries; the higher the score, the better.

    Those whose names fit are all among them, of the others at most MOST_RANKED.
    """
    sql, arguments = engine().hits(query, codes, kinds, MOST_RANKED)
    with connection.cursor() as cursor:
        cursor.execute(sql, arguments)
        return cursor.fetchall()


def named(query, codes):
    """Return (id, kind, names, 0) of entries whose names fit."""
    sql, arguments = engine().named(query, codes, MOST_RANKED)
    with connection.cursor() as cursor:
        cursor.execute(sql, arguments)
        return cursor.fetchall()
