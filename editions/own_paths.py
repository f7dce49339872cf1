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
#: What views take from their addresses that is no secret; all else may be one.
HARMLESS = {"path", "name", "pk"}


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
    """Cut a path off before what may be the secret of a private link."""
    kwargs = match.kwargs.items() if match else ()
    secrets = [str(value) for key, value in kwargs if key not in HARMLESS]
    return min((path.partition(secret)[0] for secret in secrets if secret), key=len, default=path)
