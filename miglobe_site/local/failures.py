"""One sentence for each everyday mistake, instead of a traceback."""

import errno
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ImproperlyConfigured
from django.db import Error as DatabaseError
from django.db.migrations.exceptions import InconsistentMigrationHistory

AGAIN = "Then start again."
FULL = f"The disk is full. Please make room where {{data}} is. {AGAIN}"
#: What databases say (SQLite, PostgreSQL) → what to do about it.
SENTENCES = {
    r"disk is full|No space left": FULL,
    r"readonly database|unable to open database|disk I/O error": "The database in {data} cannot be "
    f"written. Please give this user the right to write the folder and its files. {AGAIN}",
    r"malformed|not a database": "The database in {data} is damaged. Please put a backup in its "
    f"place, or move db.sqlite3 and media away to begin anew. {AGAIN}",
    r"database is locked": f"Another program is writing the database in {{data}}. Please end it. "
    f"{AGAIN}",
    r"no such (table|column)|already exists|duplicate column|does not exist|before its dependency":
    "The database ({where}) is half-made, by a start that was stopped or by another version of "
    "MiGlobe. Please put a backup in its place; if there is nothing in it to keep, remove it "
    f"({{removing}}). {AGAIN}",
    r"couldn't get a connection|connect(ion)? .*failed|could not (connect|translate)": "The "
    "PostgreSQL server of DATABASE_URL does not let us in. Please see whether it runs, and whether "
    f"name, password and database are right. {AGAIN}",
}  # fmt: skip


@contextmanager
def explained() -> Iterator[None]:
    """Exit with a sentence where one fits what went wrong; else let it through."""
    try:
        yield
    except KeyboardInterrupt:
        sys.exit("\nStopped. What is unfinished is done at the next start.")
    except Exception as error:
        if sentence := explain(error):
            sys.exit(sentence)
        raise


def explain(error: BaseException | None) -> str:
    """What to do about an error or one of its causes; "" where nobody knows."""
    if error is None:
        return ""
    return sentence_for(error) or explain(error.__cause__ or error.__context__)


def sentence_for(error: BaseException) -> str:
    data = os.environ.get("DATA_DIR", "var")
    if isinstance(error, ImproperlyConfigured):
        return f"A setting is wrong: {error}"
    if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return FULL.format(data=data)
    if isinstance(error, OSError) and error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return (
            f"{error.filename} cannot be used ({error.strerror}). Please give this user the right."
        )
    if isinstance(error, DatabaseError | InconsistentMigrationHistory):
        url = os.environ.get("DATABASE_URL")
        where = "that of DATABASE_URL" if url else f"{data}/db.sqlite3"
        removing = "dropdb, createdb" if url else f"rm -r {data}/db.sqlite3* {data}/media"
        for pattern, sentence in SENTENCES.items():
            if re.search(pattern, str(error)):
                return sentence.format(data=data, where=where, removing=removing)
    return ""
