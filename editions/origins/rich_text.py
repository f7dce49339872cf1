"""Rich text as it is stored, as paragraphs, whoever wrote it.

What Wagtail's editor has saved is in the spelling of its converter, with a key for each paragraph.
Text from elsewhere, such as initial content, is brought into that spelling when it is read: else it
would count as changed as soon as somebody opens the page and saves it untouched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.admin.rich_text.converters.html_to_contentstate import LinkElementHandler

from miglobe_site.merge.paragraphs import ALONE, Paragraph, read_html, write_html

#: The id of a page in a link, as ``read`` spells it.
PAGE_LINK = re.compile(r'(<a id=")(\d{1,18})(" linktype="page">)')

__all__ = ["change_pages", "read", "write_html"]


def read(html: str | None, features: tuple[str, ...]) -> list[Paragraph]:
    """Return the paragraphs of a rich text; one in which nothing stands has none."""
    paragraphs = read_html(html or "")
    if not all(map(is_from_editor, paragraphs)):
        keys = {paragraph["key"] for paragraph in paragraphs}
        paragraphs = read_html(as_wagtail_spells_it(html or "", features))
        for paragraph in paragraphs:
            if paragraph["key"] not in keys:  # the converter has made it up
                paragraph["key"] = ""
    return paragraphs if any(paragraph["html"] for paragraph in paragraphs) else []


def is_from_editor(paragraph: Paragraph) -> bool:
    return bool(paragraph["key"]) or paragraph["kind"] in ALONE


@lru_cache(maxsize=2048)
def as_wagtail_spells_it(html: str, features: tuple[str, ...]) -> str:
    """Return what the editor would store of a text that nobody changes in it."""
    converter = ContentstateConverter(features)
    handler = converter.html_to_contentstate_handler
    handler.element_handlers = RulesWithoutQueries(handler.element_handlers)
    try:
        return str(converter.to_database_format(converter.from_database_format(html)))
    except AssertionError:  # tags that do not match, with which no editor opens it either
        return html


class RulesWithoutQueries:
    """The converter's rules, but what a link leads to is not looked up: its id says it all."""

    def __init__(self, rules: Any) -> None:
        self.rules = rules

    def match(self, name: str, attributes: Mapping[str, str]) -> Any:
        handler = self.rules.match(name, attributes)
        if isinstance(handler, LinkElementHandler) and "linktype" in attributes:
            return LinkById(handler.entity_type)
        return handler


class LinkById(LinkElementHandler):
    def get_attribute_data(self, attrs: Mapping[str, str]) -> dict[str, str]:
        return {"id": attrs["id"]} if "id" in attrs else {}


def change_pages(html: str, change: Callable[[int], int]) -> str:
    """Return the HTML of a paragraph with its links leading to other pages."""
    return PAGE_LINK.sub(lambda link: f"{link[1]}{change(int(link[2]))}{link[3]}", html)
