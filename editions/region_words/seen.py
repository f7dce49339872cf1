"""A text as people see it, and the place of each part of it in the text itself."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from html import unescape

#: A tag with its attributes; a lone "<" is text.
TAG = r"""</?[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*+>|<!--[^<>]*-->"""
ENTITY = r"&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,30});"
#: Soft hyphens and what has no width; spaces and hyphens at which no line may end.
UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
LOOKALIKES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f"), " ")
LOOKALIKES |= dict.fromkeys(map(ord, "\u2010\u2011"), "-")
SEEN_AS = UNSEEN | LOOKALIKES
CHARACTERS = "[" + "".join(map(chr, SEEN_AS)) + "]"
SPECIAL = re.compile(CHARACTERS)
SPECIAL_IN_HTML = re.compile(rf"(?P<tag>{TAG})|(?P<entity>{ENTITY})|[\n\r]|{CHARACTERS}")
#: Tags that do not divide what is read.
INLINE = re.compile(r"</?(?:a|abbr|b|em|i|mark|q|s|small|span|strong|sub|sup|u)\b", re.IGNORECASE)

Edit = tuple[int, int, str]


class Seen:
    """Plain text or HTML with everything gone that nobody sees, and a line for each block."""

    def __init__(self, raw: str, html: bool = False) -> None:
        self.raw, self.is_html = raw, html
        self._seen_starts: list[int] = []
        self._raw_parts: list[tuple[int, int, bool]] = []  # start, end, whether it stands as it is
        parts, length, done = [], 0, 0

        def add(text: str, start: int, end: int, verbatim: bool) -> None:
            nonlocal length
            if text:
                self._seen_starts.append(length)
                self._raw_parts.append((start, end, verbatim))
                parts.append(text)
                length += len(text)

        for match in (SPECIAL_IN_HTML if html else SPECIAL).finditer(raw):
            add(raw[done : match.start()], done, match.start(), True)
            add(self._read(match), match.start(), match.end(), False)
            done = match.end()
        add(raw[done:], done, len(raw), True)
        self.text = "".join(parts)

    def _read(self, match: re.Match[str]) -> str:
        """Return what is seen of something that does not stand as it is seen."""
        if match.lastgroup == "tag":
            return "" if INLINE.match(match[0]) else "\n"
        text = unescape(match[0]) if match.lastgroup == "entity" else match[0]
        return (
            text.translate(SEEN_AS).replace("\r", " ").replace("\n", " ")
            if self.is_html
            else (text.translate(SEEN_AS))
        )

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where a part of the seen text stands in the text itself."""
        return self._raw_place(start, False), self._raw_place(end - 1, True)

    def _raw_place(self, position: int, is_last: bool) -> int:
        part = bisect_right(self._seen_starts, position) - 1
        start, end, verbatim = self._raw_parts[part]
        if verbatim:
            return start + position - self._seen_starts[part] + is_last
        return end if is_last else start

    def is_whole(self, start: int, end: int) -> bool:
        """Whether a part stands in one text node, with nothing unseen in it."""
        first, last = self.place(start, end)
        raw = self.raw[first:last]
        return (unescape(raw) if self.is_html else raw) == self.text[start:end]

    def changed(self, edits: Iterable[Edit]) -> str:
        """Return the text itself with parts replaced: (start, end, new words) in the seen text."""
        parts, done = [], 0
        for start, end, new in sorted(edits):
            first, last = self.place(start, end)
            parts += [self.raw[done:first], new]
            done = last
        return "".join([*parts, self.raw[done:]])
