"""Rich text as Wagtail stores it, as a list of paragraphs, and back.

    <h2 data-block-key="a">Ziele</h2><ul><li data-block-key="b">Eins<ol><li>Zwei</li></ol></li></ul>

    {"key": "a", "kind": "h2", "html": "Ziele"}
    {"key": "b", "kind": "ul/li", "html": "Eins"}
    {"key": "", "kind": "ul/ol/li", "html": "Zwei"}

The kind of a list item names the lists around it. A line, picture or embed between paragraphs is a
paragraph too, of the kind "hr", "img" or "embed", and its HTML is its tag.
"""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser
from typing import TypedDict

LISTS = {"ul", "ol"}
BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "li"}
ALONE = {"hr", "img", "embed"}
VOID = ALONE | {"br"}
#: What is the same to Wagtail.
SYNONYMS = {"strong": "b", "em": "i"}
SPACE = re.compile(r"[ \t\r\n]+")

Attributes = list[tuple[str, str | None]]


class Paragraph(TypedDict):
    key: str
    kind: str
    html: str


def read_html(html: str) -> list[Paragraph]:
    reader = Reader()
    reader.feed(html)
    reader.close()
    reader.finish()
    return reader.paragraphs


def write_html(paragraphs: list[Paragraph]) -> str:
    parts: list[str] = []
    lists: list[str] = []

    def close_lists(wanted: list[str]) -> None:
        while lists != wanted[: len(lists)]:
            parts.append(f"</li></{lists.pop()}>")

    for paragraph in paragraphs:
        *wanted, tag = paragraph["kind"].split("/")
        close_lists(wanted)
        if wanted and lists == wanted:
            parts.append("</li>")
        while len(lists) < len(wanted):
            lists.append(wanted[len(lists)])
            parts.append(f"<{lists[-1]}>")
            if len(lists) < len(wanted):
                parts.append("<li>")
        if tag in ALONE:
            parts.append(paragraph["html"])
        else:
            key = f' data-block-key="{escape(paragraph["key"])}"' if paragraph["key"] else ""
            end = "" if tag == "li" else f"</{tag}>"
            parts.append(f"<{tag}{key}>{paragraph['html']}{end}")
    close_lists([])
    return "".join(parts)


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.paragraphs: list[Paragraph] = []
        self.lists: list[str] = []
        self.kind = self.key = ""
        self.parts: list[str] = []

    def start(self, tag: str, key: str | None = None) -> None:
        self.finish()
        self.kind = "/".join([*self.lists, tag]) if tag == "li" else tag
        self.key = key or ""

    def finish(self) -> None:
        """End the paragraph that is open, if one is."""
        html = SPACE.sub(" ", "".join(self.parts)).strip()
        only_for_a_list_in_it = self.kind.endswith("li") and not (html or self.key)
        if self.kind and not only_for_a_list_in_it:
            self.paragraphs.append({"key": self.key, "kind": self.kind, "html": html})
        self.kind, self.parts = "", []

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if tag in LISTS:
            self.finish()
            self.lists.append(tag)
        elif tag in BLOCKS:
            self.start(tag, dict(attrs).get("data-block-key"))
        elif tag in ALONE and not self.kind:
            self.start(tag)
            self.parts = [tag_with(tag, attrs)]
            self.finish()
        else:
            self.add(tag_with(tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag in LISTS | BLOCKS:
            self.finish()
            if tag in LISTS and self.lists:
                self.lists.pop()
        elif tag not in VOID:
            self.add(f"</{SYNONYMS.get(tag, tag)}>")

    def handle_data(self, data: str) -> None:
        if self.kind or not data.isspace():
            self.add(escape(data, quote=False))

    def add(self, html: str) -> None:
        """Add to the paragraph that is open; text outside of all is one of its own."""
        if not self.kind:
            self.start("p")
        self.parts.append(html)


def tag_with(tag: str, attrs: Attributes) -> str:
    listed = "".join(f' {name}="{escape(value or "")}"' for name, value in sorted(attrs))
    return f"<{SYNONYMS.get(tag, tag)}{listed}{'/' if tag in VOID else ''}>"
