"""The databases' own full-text indexes of entries, kept by triggers.

SQLite: a later migration that changes the table search_entry must run these statements again, since
Django makes the table anew there and its triggers are lost.
"""

POSTGRESQL = [
    "ALTER TABLE search_entry ADD COLUMN names_vector tsvector",
    "ALTER TABLE search_entry ADD COLUMN vector tsvector",
    """
    CREATE FUNCTION search_entry_vectors() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        NEW.names_vector := to_tsvector('simple', NEW.names);
        NEW.vector := setweight(to_tsvector('simple', NEW.names), 'A')
            || setweight(to_tsvector('simple', NEW.keywords), 'B')
            || setweight(to_tsvector('simple', NEW.words), 'D');
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER search_entry_vectors BEFORE INSERT OR UPDATE ON search_entry
    FOR EACH ROW EXECUTE FUNCTION search_entry_vectors()
    """,
    "CREATE INDEX search_entry_names_vector ON search_entry USING gin (names_vector)",
    "CREATE INDEX search_entry_vector ON search_entry USING gin (vector)",
    # Counts by the index alone. For a word on many pages the planner would rather read the whole
    # table, not knowing that each vector must then be unpacked: 90 to 150 ms instead of 5 to 10
    # among 10,000 pages.
    """
    CREATE FUNCTION search_count(asked tsquery, codes text[])
    RETURNS TABLE (kind text, locale_code text, number bigint)
    LANGUAGE sql STABLE SET enable_seqscan = off AS $$
        SELECT entry.kind, entry.locale_code, COUNT(*) FROM search_entry AS entry
        WHERE entry.vector @@ asked AND entry.locale_code = ANY (codes)
        GROUP BY entry.kind, entry.locale_code
    $$
    """,
]
COLUMNS = "names, keywords, words"
OLD = "old.names, old.keywords, old.words"
NEW = "new.names, new.keywords, new.words"
GONE = (
    f"INSERT INTO search_fts (search_fts, rowid, {COLUMNS}) VALUES ('delete', old.id, {OLD});"
)
CAME = f"INSERT INTO search_fts (rowid, {COLUMNS}) VALUES (new.id, {NEW});"
SQLITE = [
    f"""
    CREATE VIRTUAL TABLE search_fts USING fts5 (
        {COLUMNS}, content = 'search_entry', content_rowid = 'id', prefix = '3 4 5 6',
        tokenize = "unicode61 remove_diacritics 0"
    )
    """,
    f"CREATE TRIGGER search_entry_came AFTER INSERT ON search_entry BEGIN {CAME} END",
    f"CREATE TRIGGER search_entry_gone AFTER DELETE ON search_entry BEGIN {GONE} END",
    f"CREATE TRIGGER search_entry_changed AFTER UPDATE ON search_entry BEGIN {GONE} {CAME} END",
]


def create(apps, schema_editor):
    statements = {"postgresql": POSTGRESQL, "sqlite": SQLITE}[schema_editor.connection.vendor]
    for statement in statements:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in ("came", "gone", "changed"):
            schema_editor.execute(f"DROP TRIGGER search_entry_{name}")
        schema_editor.execute("DROP TABLE search_fts")
    else:
        schema_editor.execute("DROP FUNCTION search_count(tsquery, text[])")
        schema_editor.execute("DROP TRIGGER search_entry_vectors ON search_entry")
        schema_editor.execute("DROP FUNCTION search_entry_vectors")
        schema_editor.execute("ALTER TABLE search_entry DROP COLUMN vector, DROP COLUMN names_vector")
