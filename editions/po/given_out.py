"""What a text was when its PO file was given out: by then, staff may have written something else.

Each entry says so in a comment ("#."), which programs of translators show and keep.
"""

import re

import polib
from wagtail_localize.models import StringTranslation, Translation

from miglobe_site.texts import html

from ..sync.meanwhile import digest_of
from ..sync.own_words import MANUAL

NOTE = re.compile(r"MiGlobe:\s*([0-9a-f]{16})\b")


def note(entry: polib.POEntry) -> None:
    """Let an entry know the wording that it is given out with."""
    entry.comment = f"MiGlobe: {digest_of(entry.msgstr)}"


def known_to(entry: polib.POEntry) -> str:
    """Return the digest of the wording that an entry was given out with; "" in older files."""
    found = NOTE.search(entry.comment)
    return found[1] if found else ""


def is_unchanged(entry: polib.POEntry) -> bool:
    """Whether an entry comes back as it was given out."""
    return known_to(entry) in {digest_of(entry.msgstr), digest_of(html(entry.msgstr))}


def is_news_to(entry: polib.POEntry, wording: str | None) -> bool:
    """Whether a wording of today is another one than the entry was given out with."""
    return bool(known_to(entry)) and known_to(entry) != digest_of(wording or "")


def written_in_editor(translation: Translation) -> set[tuple[str, str]]:
    """Return {(path, text of the original)} of what staff wrote: no machine, and no PO file."""
    written = StringTranslation.objects.filter(
        locale=translation.target_locale,
        context__object_id=translation.source.object_id,
        translation_type=MANUAL,
        tool_name="",
    )
    return set(written.values_list("context__path", "translation_of__data"))
