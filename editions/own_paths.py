"""Addresses of pages on this site that a visitor's browser names, without the secrets in them."""

import re
from typing import Any

from django.urls import Resolver404, resolve
from django.utils.translation import override

from miglobe_site.texts import name

from .registry import parse_path

LONGEST = 300
#: One slash, since two would name another host; nothing that browsers read past.
PATH = re.compile(r"/(?![/\\])[^\s\\]*")
#: What views take from their addresses that is no secret; all else may be one, or name a file.
HARMLESS = {"name"}
#: The view of Wagtail's pages, whose whole path is what it takes.
PAGES = "wagtail_serve"


def own_path(text: str) -> str:
    """Return the path of a page here that a text names, without its query; "" where it is none."""
    path = text.partition("?")[0].partition("#")[0]
    if len(path) > LONGEST or path != name(path) or not PATH.fullmatch(path):
        return ""
    language, edition = parse_path(path)
    with override(edition.locale_code(language) if edition else "de"):
        try:
            return without_secrets(path, resolve(path))
        except Resolver404:
            return path


def without_secrets(path: str, match: Any) -> str:
    """Cut a path off before what may be the secret of a private link, or the name of a file."""
    if match is None or match.url_name == PAGES:
        return path
    taken = [*match.args, *(value for key, value in match.kwargs.items() if key not in HARMLESS)]
    parts = [path.partition(str(value))[0] for value in taken if value]
    return min(parts, key=len, default=path)
