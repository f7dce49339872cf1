"""Style sheets inside the pages, so that a first visit waits for one answer alone.

The policy of the pages names them by their hashes, which are the same for everybody: a page with
them can be cached.
"""

import base64
import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

#: css/…: what each page needs, and what those of its kind need besides.
SHEETS = ("site", "start", "lists", "request", "my-profile")


def style_sheet(name: str) -> str:
    """Return the text of one of SHEETS; in development as it is now."""
    return read(name) if settings.DEBUG else kept(name)


@cache
def kept(name: str) -> str:
    return read(name)


def read(name: str) -> str:
    path = f"css/{name}.css"
    if hasattr(staticfiles_storage, "stored_name"):
        with staticfiles_storage.open(staticfiles_storage.stored_name(path)) as file:
            css = file.read().decode()
    else:  # in development
        found = finders.find(path)
        assert found, path
        css = Path(found).read_text(encoding="utf-8")
    return css.replace('url("../', f'url("{settings.STATIC_URL}')


def sources() -> list[str]:
    """Return what the policy says of SHEETS."""
    return [source(style_sheet(name)) for name in SHEETS] if settings.DEBUG else kept_sources()


@cache
def kept_sources() -> list[str]:
    return [source(kept(name)) for name in SHEETS]


def source(css: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()}'"
