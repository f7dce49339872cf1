"""The one rule for addresses that people enter: nothing that browsers do not open."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

#: How the address of a page on the web begins.
WEB = ("http", "https")
#: How links in a text begin, if they name a scheme at all: not so within this website.
LINKS = (*WEB, "mailto", "tel")
#: What browsers read past in an address.
UNREAD = re.compile(r"[\x00-\x20\x7f-\xa0\s]+")
#: What browsers take for another website although it begins like a path of this one.
OTHER_SITE = re.compile(r"[/\\]{2}")
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)


def check_link(address: str) -> None:
    """Raise ValidationError for what browsers do not open, or what hides where it leads."""
    read = UNREAD.sub("", address)
    found = SCHEME.match(read)
    if (found and found[1].lower() in WEB) or OTHER_SITE.match(read):
        check_host(address, read)
    elif found and found[1].lower() not in LINKS:
        raise ValidationError(
            _(
                "Browsers do not open the link “%(address)s”. Links begin with https://, http://, "
                "mailto: or tel:."
            )
            % {"address": address[:100]}
        )


def check_host(address: str, read: str) -> None:
    """Raise ValidationError where people read another website in a link than browsers open."""
    try:
        parts = urlsplit(read)
        plain = bool(parts.scheme and parts.hostname) and not set(parts.netloc) & {"@", "\\"}
    except ValueError:
        plain = False
    if not plain:
        raise ValidationError(
            _(
                "The link “%(address)s” does not show where it leads. Please give the whole "
                "address, beginning with https://, without a name or a password in it."
            )
            % {"address": address[:100]}
        )


def check_links(value: Any) -> None:
    """Raise ValidationError, with a message each, for wrong links in rich text or in JSON of it."""
    errors: list[ValidationError] = []
    for address in dict.fromkeys(addresses_in(value)):
        try:
            check_link(address)
        except ValidationError as error:
            errors.append(error)
    if errors:
        raise ValidationError(errors)


def addresses_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if "href" in value.lower():
            for link in BeautifulSoup(value, "html.parser").find_all("a", href=True):
                yield str(link["href"])
    elif isinstance(value, list | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from addresses_in(each)
