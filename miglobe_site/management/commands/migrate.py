"""Django's own, which makes the file of an SQLite database only where there was none before."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.commands import migrate
from django.db import connections

from miglobe_site.databases.sqlite3.base import DatabaseWrapper as SQLite


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        if isinstance(connection, SQLite) and connection.is_missing():
            refuse_where_files_are_left()
            connection.make_empty()
        super().handle(*args, **options)


def refuse_where_files_are_left() -> None:
    """A site with pictures or documents had a database: a new one would hide that it is lost."""
    media = Path(settings.MEDIA_ROOT)
    if media.is_dir() and any(path.is_file() for path in media.rglob("*")):
        raise ImproperlyConfigured(
            f"The database is missing, though {media} has files of a site. Please put a backup in "
            f"its place; to begin anew, move {media} away."
        )
