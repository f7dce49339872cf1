"""The limited rich text of “Über mich” as plain text that can be written on a telephone, and back.

Paragraphs are parted by an empty line; "- " begins a point, "1. " a numbered one; **bold**,
*italic*. What cannot be written so (a link, a heading) keeps its words.
"""

import re
from html import escape

from bs4 import BeautifulSoup, NavigableString

LIST_TAGS = {"ul", "ol"}
ITEM = re.compile(r"^\s*(?:([-–•*])\s|(\d{1,2})[.)]\s)\s*(.*)$")
MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}


def to_plain(html):
    blocks = []
    for element in BeautifulSoup(html or "", "html.parser").children:
        name = getattr(element, "name", None)
        if name in LIST_TAGS:
            items = enumerate(element.find_all("li"), start=1)
            signs = ((f"{number}. " if name == "ol" else "- ", item) for number, item in items)
            blocks.append("\n".join(sign + inline(item).strip() for sign, item in signs))
        elif text := inline(element).strip():
            blocks.append(text)
    return "\n\n".join(blocks)


def inline(element):
    if isinstance(element, NavigableString):
        return re.sub(r"\s+", " ", element)
    if element.name == "br":
        return "\n"
    if element.name in LIST_TAGS:  # a list within a point
        return ""
    text = "".join(map(inline, element.children))
    mark = MARKS.get(element.name, "")
    if not mark or not text.strip():
        return text
    stripped = text.strip()
    return text.replace(stripped, f"{mark}{stripped}{mark}", 1)


def to_html(plain):
    """Only the tags p, ul, ol, li, b, i and br come out of this, whatever goes in."""
    html, lines, kind = [], [], None

    def flush():
        nonlocal lines, kind
        if lines and kind:
            html.append(f"<{kind}>{''.join(f'<li>{marked(x)}</li>' for x in lines)}</{kind}>")
        elif lines:
            html.append(f"<p>{'<br/>'.join(map(marked, lines))}</p>")
        lines, kind = [], None

    for line in plain.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        item = ITEM.match(line)
        now = item and ("ul" if item[1] else "ol")
        if not line.strip() or now != kind:
            flush()
        if line.strip():
            kind = now
            lines.append(item[3].strip() if item else line.strip())
    flush()
    return "".join(html)


def marked(line):
    text = escape(line, quote=False)
    text = re.sub(r"\*\*(\S(?:.*?\S)?)\*\*", r"<b>\1</b>", text)
    return re.sub(r"(?<!\*)\*(\S(?:[^*]*?\S)?)\*(?!\*)", r"<i>\1</i>", text)
