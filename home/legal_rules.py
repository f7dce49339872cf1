"""What keeps a legal page from going live: gaps in its text, missing settings of its edition."""

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from editions.homes import home_type

#: How the texts of a new edition mark what its staff must fill in.
GAP = re.compile(r"\[\s*bitte\s+ergänzen\b[^\]]*\]?", re.IGNORECASE)
#: The settings that the block “edition_details” shows, by what was chosen there: those that the law
#: asks of everybody (True), and those that only some have.
DETAILS = {
    "imprint": {
        "provider": True,
        "address": True,
        "imprint_represented_by": True,
        "phone": False,
        "email": True,
        "imprint_register": False,
        "imprint_vat_id": False,
        "imprint_responsible": True,
    },
    "privacy": {"provider": True, "address": True, "phone": False, "email": True},
    "accessibility": {"accessibility_contact": True, "enforcement_body": True},
}


def publish_errors(page: Any) -> dict[str, str]:
    """Return {field: message} for the gaps of a legal page and the settings that it would show."""
    texts = {
        "title": page.title,
        "summary": page.summary,
        "body": page.body.get_prep_value(),
    }
    errors = {
        name: _("Please fill in: %(gaps)s.") % {"gaps": ", ".join(gaps)}
        for name, text in texts.items()
        if (gaps := gaps_in(text))
    }
    if missing := missing_settings(page):
        text = _(
            "The settings of the edition still lack: %(names)s. Please write them on its start "
            "page, under “Edition”."
        )
        text %= {"names": ", ".join(missing)}
        errors["body"] = f"{errors['body']} {text}" if "body" in errors else text
    return errors


def gaps_in(value: Any) -> list[str]:
    """Return the gaps that are marked in a text or in the raw values of blocks, each once."""
    found = {}
    for text in texts_in(value):
        words = " ".join(unicodedata.normalize("NFC", unescape(strip_tags(text))).split())
        found.update(dict.fromkeys(GAP.findall(words)))
    return list(found)


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts_in(each)


def missing_settings(page: Any) -> list[str]:
    """Return the names of the settings that a legal page would show and that are empty."""
    chosen = chosen_details(page)
    home = chosen and home_type().objects.filter(locale=page.locale_id).first()
    return home.settings.missing_details(*chosen) if home else []


def chosen_details(page: Any) -> set[str]:
    """What the blocks of a page show of the settings: keys of DETAILS."""
    chosen = {block.value for block in page.body if block.block_type == "edition_details"}
    return chosen & set(DETAILS)


def settings_errors(home: Any, pages: Any) -> dict[str, str]:
    """Return {field: message} for settings that are empty though a legal page on show needs them.

    ``pages``: the legal pages of the edition that are live.
    """
    errors: dict[str, str] = {}
    for page in pages:
        for name in empty_details(home, chosen_details(page)):
            text = _("Please fill in this field: the page “%(title)s” shows it.")
            errors.setdefault(name, text % {"title": page.title})
    return errors


def empty_details(home: Any, chosen: set[str]) -> list[str]:
    """Return the names of the fields, among those that may not be empty, that are."""
    shown = {name: needed for choice in chosen for name, needed in DETAILS.get(choice, {}).items()}
    return [name for name, needed in shown.items() if needed and not getattr(home, name).strip()]
