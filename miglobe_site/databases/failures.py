"""Whether an error says that the database, or the disk, cannot be used at the moment."""

import errno
import sqlite3

from django.db import InterfaceError, OperationalError

DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}
#: SQLite has one class for all that goes wrong, also for statements that are wrong.
SQLITE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_NOTADB,
}


def is_away(error: BaseException | None) -> bool:
    """Whether an error, or one that led to it, is none of ours: later it may be gone."""
    while error is not None:
        if is_of_the_disk(error) or is_of_the_database(error):
            return True
        error = error.__cause__ or error.__context__
    return False


def is_of_the_disk(error: BaseException) -> bool:
    return isinstance(error, OSError) and error.errno in DISK


def is_of_the_database(error: BaseException) -> bool:
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK)
        return code & 0xFF in SQLITE or "no such table" in str(error)  # the low byte is the kind
    cause = error.__cause__
    return isinstance(error, OperationalError | InterfaceError) and not isinstance(
        cause, sqlite3.Error
    )
