"""Django's SQLite, which opens the file that is there and never makes an empty one in its place.

``make_empty()`` is for the command migrate alone.
"""

from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.db.backends.sqlite3 import base

from miglobe_site.databases.patience import patience


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        if self.has_file:
            path = Path(params["database"]).absolute()
            params["database"] = f"file:{quote(str(path))}?mode=rw"
        if seconds := patience():
            params["timeout"] = seconds
        return params

    @property
    def has_file(self) -> bool:
        """Whether the database is neither in memory nor named by an address of SQLite's."""
        name = str(self.settings_dict["NAME"])
        return not (name.startswith("file:") or self.is_in_memory_db())

    def is_missing(self) -> bool:
        return self.has_file and not Path(self.settings_dict["NAME"]).exists()

    def make_empty(self) -> None:
        Path(self.settings_dict["NAME"]).touch()
