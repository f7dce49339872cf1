"""SQLite: an FTS5 table over the entries, kept by triggers."""


def count(query, codes):
    return (
        "SELECT kind, locale_code, COUNT(*) FROM search_fts "
        "JOIN search_entry ON search_entry.id = search_fts.rowid "
        f"WHERE search_fts MATCH %s AND locale_code IN ({marks(codes)}) "
        "GROUP BY kind, locale_code",
        [match(query), *codes],
    )


def hits(query, codes, kinds, most):
    scope = f"locale_code IN ({marks(codes)}) AND kind IN ({marks(kinds)})"
    joined = "FROM search_fts JOIN search_entry ON search_entry.id = search_fts.rowid"
    part = (
        f"SELECT search_entry.id, kind, search_entry.names, -bm25(search_fts, 10, 5, 1) AS score "
        f"{joined} WHERE search_fts MATCH %s AND {scope} LIMIT %s"
    )
    asked, narrowed = match(query), [*codes, *kinds]
    return (
        "SELECT id, kind, names, MAX(score) FROM "
        f"(SELECT * FROM ({part}) UNION ALL SELECT * FROM ({part})) GROUP BY id",
        [f"names : ({asked})", *narrowed, most, asked, *narrowed, most],
    )


def match(query):
    operator = " OR " if query.any_term else " AND "
    return operator.join(
        f'("{" ".join(term.stems)}"{"*" * term.is_prefix})' for term in query.terms
    )


def marks(values):
    return ", ".join(["%s"] * len(values))
