"""What a reader learns from a version of an example, so that two versions can be compared."""

import json
import re
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from wagtail.models import Revision

FIELDS = """
    title summary municipality status start_year end_year situation approach results lessons
    transferable_to quote_text quote_name quote_role images contact_name contact_role contact_email
    contact_phone
""".split()
STREAMS = {"approach", "images"}
#: Rows of a page, and what each of them names.
ROWS = {"example_topics": "topic", "example_advisors": "member", "example_downloads": "document"}
#: What the row of a table holds.
CELLS = "values"
LINE_END = re.compile(r"</(?:p|li|h\d)>|<br ?/?>")
LINK = re.compile(r'<a [^>]*?(?:href|id)="([^"]*)"')


def same_text(one: Revision | None, other: Revision | None) -> bool:
    """Whether two versions say the same, whoever saved or published them; not so if one is gone."""
    if one is None or other is None:
        return False
    return one.pk == other.pk or text_of(one.content) == text_of(other.content)


def text_of(content: dict[str, Any]) -> dict[str, Any]:
    """Return what the content of a revision says, without ids, dates and notes of the editor."""
    text = {name: plain(content.get(name)) for name in FIELDS if name not in STREAMS}
    for name in STREAMS:
        stream = content.get(name) or "[]"
        text[name] = plain(json.loads(stream) if isinstance(stream, str) else stream)
    for name, named in ROWS.items():
        rows = sorted(content.get(name) or [], key=lambda row: row.get("sort_order") or 0)
        text[name] = [row.get(named) for row in rows]
    return text


def plain(value: Any) -> Any:
    """Return a value of a field or block without ids and formats; None for whatever is empty."""
    if isinstance(value, str):
        lines = unescape(strip_tags(LINE_END.sub("\n", value))).splitlines()
        return [line for line in (" ".join(each.split()) for each in lines) if line] + [
            unescape(link) for link in LINK.findall(value)
        ] or None
    if isinstance(value, list):
        return [each for each in map(plain, value) if each is not None] or None
    if isinstance(value, dict):
        if value.get("type") == "item":  # of a list
            return plain(value.get("value"))
        parts = {name: plain(part) for name, part in value.items() if name not in {"id", CELLS}}
        if CELLS in value:  # an empty cell has its place
            parts[CELLS] = [plain(cell) for cell in value[CELLS]]
        return {name: part for name, part in parts.items() if part is not None} or None
    return value
