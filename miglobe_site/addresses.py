"""The one rule for addresses that people enter: nothing that browsers do not open."""

import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

#: How the address of a page on the web begins.
WEB = ("http", "https")
#: How links in a text begin, if they name a scheme at all: not so within this website.
LINKS = (*WEB, "mailto", "tel")
#: What browsers read past in an address.
UNREAD = re.compile(r"[\x00-\x20\x7f-\xa0\s]+")
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)


def check_link(address: str) -> None:
    """Raise ValidationError where a link leads to what browsers do not open, such as ftp://."""
    found = SCHEME.match(UNREAD.sub("", address))
    if found and found[1].lower() not in LINKS:
        raise ValidationError(
            _(
                "Browsers do not open the link “%(address)s”. Links begin with https://, http://, "
                "mailto: or tel:."
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
