"""Addresses of pages on this site that a visitor's browser names, without the secrets in them."""

import re
from typing import Any

from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import override

from miglobe_site.texts import name

from .registry import parse_path

LONGEST_PATH = 300
#: One slash, since two would name another host; nothing that browsers read past.
PATH = re.compile(r"/(?![/\\])[^\s\\]*")
SLASHES = re.compile(r"/+")
#: What views take from their addresses that is no secret; all else may be one, or name a file.
HARMLESS = {"name"}
#: The end of the pattern by which the CMS takes whatever it does not know.
ALL_OTHERS = ".*/$"
#: The view of Wagtail's pages, whose whole path is what it takes.
PAGES = "wagtail_serve"


def own_path(text: str) -> str:
    """Return the path of a page here that a text names, without its query; "" where it is none."""
    path = text.partition("?")[0].partition("#")[0]
    if len(path) > LONGEST_PATH or path != name(path) or not PATH.fullmatch(path):
        return ""
    match = match_of(path)
    return without_secrets(path, match) if match else without_end(path)


def match_of(path: str) -> ResolverMatch | None:
    language, edition = parse_path(path)
    with override(edition.locale_code(language) if edition else "de"):
        try:
            match = resolve(path)
        except Resolver404:
            return None
    return None if match.route.endswith(ALL_OTHERS) else match


def without_end(path: str) -> str:
    """Cut an address that is none off where one begins: mails glue a ")" to private links.

    Capitals and slashes too many keep nothing secret.
    """
    parts = SLASHES.sub("/", path.lower()).split("/")
    for number in range(len(parts), 2, -1):
        start = "/".join([*parts[:number], ""])
        match = match_of(start)
        if match and match.url_name != PAGES:
            return without_secrets(start, match) if number < len(parts) or taken(match) else path
    return path


def without_secrets(path: str, match: ResolverMatch) -> str:
    """Cut a path off before what may be the secret of a private link, or the name of a file."""
    if match.url_name == PAGES:
        return path
    parts = [path.partition(str(value))[0] for value in taken(match)]
    return min(parts, key=len, default=path)


def taken(match: ResolverMatch) -> list[Any]:
    """What may be secret of that which a view takes from its address."""
    named = (value for key, value in match.kwargs.items() if key not in HARMLESS)
    return [value for value in (*match.args, *named) if value]
