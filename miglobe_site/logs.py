"""Lines of the log without what opens something or names somebody, also those of tracebacks.

Django logs the path of each answer from 400 on, and the paths of private links are secrets.
"""

import logging
import re
from typing import Any

from miglobe_site.databases.failures import is_away

ADDRESS = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
HIDDEN = "…@…"
PRIVATE = re.compile(
    r"(/(?:anfrage(?:/beratung)?|freigabe|mein-profil/(?:einladung|link|adresse)|password_reset/confirm/[^/\s]+)/)"
    r"[^/\s]{16,}"
)


class WithoutSecrets(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return PRIVATE.sub(r"\1…", ADDRESS.sub(HIDDEN, super().format(record)))

    def formatException(self, ei: Any) -> str:
        """A database that is away fails every request, wherever it is asked: a line says so."""
        if is_away(ei[1]):
            return f"{type(ei[1]).__name__}: {ei[1]}".rstrip()
        return super().formatException(ei)
