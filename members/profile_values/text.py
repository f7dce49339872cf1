"""The limited rich text of “Über mich” as plain text that can be written on a telephone, and back.

Paragraphs are parted by an empty line; "- " begins a point, "1. " a numbered one; **bold**,
*italic*. A star or underscore inside a word is never a mark: Bürger*innen, jede_r. Where a sign
that stands in the text would be read as a mark, a backslash stands before it. What cannot be
written so (a link, a heading, bold within a word) keeps its words.
"""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PageElement

LIST_TAGS = {"ul", "ol"}
ITEM = re.compile(r"^\s*(?:([-–•*])\s|(\d{1,2})[.)]\s)\s*(.*)$")
ESCAPED_ITEM = re.compile(r"^\\+(?:[-–•*]|\d{1,2}[.)])\s")
STYLES = {"b": "b", "strong": "b", "i": "i", "em": "i"}
MARKS = {"b": "**", "i": "*"}
SIGNS = re.compile(r"\\\*|\*+|[^*\\]+|\\")
#: A mark does not stand between two of these; the slash: Lehrer/*innen.
INSIDE = re.compile(r"[\w/]")

#: Letters of a line, each with its styles; and a paragraph or list: its tag and its lines.
Line = list[tuple[str, frozenset[str]]]
Block = tuple[str, list[Line]]


def to_plain(html: str) -> str:
    return "\n\n".join(map(written, blocks(html)))


def blocks(html: str) -> Iterator[Block]:
    for element in BeautifulSoup(html or "", "html.parser").children:
        name = getattr(element, "name", None)
        if isinstance(element, Tag) and name in LIST_TAGS:
            items = [lines_of(item) for item in element.find_all("li")]
            lines = [joined(item) for item in items]
        else:
            name, lines = "p", [line for line in map(trimmed, lines_of(element)) if line]
        if lines:
            yield name, lines


def lines_of(element: PageElement) -> list[Line]:
    lines: list[Line] = [[]]

    def walk(element, styles):
        if isinstance(element, NavigableString):
            text = re.sub(r"[ \t\r\n\f]+", " ", element)
            lines[-1].extend((letter, styles) for letter in text)
        elif element.name == "br":
            lines.append([])
        elif element.name not in LIST_TAGS:  # a list within a point has points of its own
            style = STYLES.get(element.name)
            for child in element.children:
                walk(child, styles | {style} if style else styles)

    for child in getattr(element, "children", [element]):
        walk(child, frozenset())
    return lines


def joined(lines: list[Line]) -> Line:
    """The lines of a point as one."""
    gap = [(" ", frozenset())]
    return trimmed([letter for line in lines for letter in [*line, *gap]])


def trimmed(line: Line) -> Line:
    """A line without spaces at its ends; a space is bold where both its neighbours are."""
    text = "".join(letter for letter, _styles in line)
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    result: Line = []
    for place in range(start, end):
        letter, styles = line[place]
        if letter.isspace():
            if letter == " " and result[-1][0] == " ":
                continue
            after = next(styles for letter, styles in line[place:] if not letter.isspace())
            styles = result[-1][1] & after
        result.append((letter, styles))
    return result


def written(block: Block) -> str:
    """A block as plain text: the plainest that is read as the same block."""
    for is_escaped in (False, True):
        text = write(block, is_escaped)
        if list(blocks(to_html(text))) == [block]:
            return text
    kind, lines = block
    return write((kind, [[(letter, frozenset()) for letter, _s in line] for line in lines]), True)


def write(block: Block, is_escaped: bool) -> str:
    kind, lines = block
    texts = [write_line(line, is_escaped) for line in lines]
    if kind == "p":
        is_item = [is_escaped and (ITEM.match(text) or ESCAPED_ITEM.match(text)) for text in texts]
        texts = ["\\" + t if item else t for t, item in zip(texts, is_item, strict=True)]
        return "\n".join(texts)
    signs = [f"{number}. " if kind == "ol" else "- " for number in range(1, len(texts) + 1)]
    return "\n".join(sign + text for sign, text in zip(signs, texts, strict=True))


def write_line(line: Line, is_escaped: bool) -> str:
    text, on = "", []
    for styles, letters in groupby(line, key=lambda each: each[1]):
        while set(on) - styles:
            text += MARKS[on.pop()]
        for style in sorted(styles - set(on)):
            on.append(style)
            text += MARKS[style]
        part = "".join(letter for letter, _styles in letters)
        text += part.replace("*", "\\*") if is_escaped else part
    return text + "".join(MARKS[style] for style in reversed(on))


def to_html(plain: str) -> str:
    """Only the tags p, ul, ol, li, b, i and br come out of this, whatever goes in."""
    html: list[str] = []
    lines: list[str] = []
    kind = None

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
            text = item[3].strip() if item else line.strip()
            lines.append(text[1:] if ESCAPED_ITEM.match(text) and not item else text)
    flush()
    return "".join(html)


def marked(line: str) -> str:
    """A line as HTML: stars that begin or end a word are marks where they make pairs."""
    html: list[str] = []
    open_marks: list[tuple[int, str]] = []  # place in ``html``, style
    for found in SIGNS.finditer(line):
        text = found[0]
        if not text.startswith("*"):
            html.append(escape("*" if text == "\\*" else text, quote=False))
            continue
        before, after = line[: found.start()][-1:], line[found.end() :][:1]
        opens = bool(after.strip()) and not INSIDE.match(before)
        closes = bool(before.strip()) and not INSIDE.match(after)
        left = len(text)
        while closes and left:
            fitting = [n for n, (_p, style) in enumerate(open_marks) if len(MARKS[style]) <= left]
            if not fitting:
                break
            place, style = open_marks[fitting[-1]]
            del open_marks[fitting[-1] :]
            html[place] = f"<{style}>"
            html.append(f"</{style}>")
            left -= len(MARKS[style])
        if opens and 1 <= left <= 3:
            for style in {1: "i", 2: "b", 3: "bi"}[left]:
                open_marks.append((len(html), style))
                html.append(MARKS[style])
        else:
            html.append("*" * left)
    return "".join(html)
