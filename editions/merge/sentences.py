"""Two new wordings of one text, merged sentence by sentence."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

#: Longer texts are not taken apart.
LIMIT = 20_000

#: Tags as tokens of their own: a sentence never ends inside one, nor inside what it encloses.
TOKEN = re.compile(r"<[^>]+>|[^<]+")
#: A mark at the end of a sentence, the space behind it, and then something that can start one.
END = re.compile(r"""([.!?…]+)[»«“”„"’‘')\]]*\s+(?=[^\sa-zäöüß])""")
#: What stands before a full stop that ends no sentence, as do single letters ("z. B.") and numbers
#: of up to two digits ("3. Oktober").
ABBREVIATION = re.compile(
    r"(?:^|[\s(„“\"»«.])(?:abb|abs|bspw|bzgl|bzw|ca|co|dgl|dipl|dr|einschl|evtl|exkl|ggf|hrsg|inkl|"
    r"insb|jh|kap|lfd|lt|max|mind|mio|mrd|mwst|nrn?|prof|sog|std?|str|tel|tsd|urspr|vgl|vs|ziff|zt|"
    r"zzgl|[^\W\d_]|\d\d?)$",
    re.IGNORECASE,
)
VOID = ("<br", "<embed", "<img", "<hr")


def split_sentences(html: str) -> list[str]:
    """Split a text so that its parts, put together, are the text again."""
    sentences, start, position, depth = [], 0, 0, 0
    for token in TOKEN.findall(html):
        if token.startswith("</"):
            depth -= 1
        elif token.startswith("<"):
            depth += not token.startswith(VOID)
        elif depth == 0:
            for end in ends_in(token):
                sentences.append(html[start : position + end])
                start = position + end
        position += len(token)
    return [*sentences, html[start:]] if html[start:] else sentences


def ends_in(text: str) -> list[int]:
    return [
        match.end()
        for match in END.finditer(text)
        if match[1] != "." or not ABBREVIATION.search(text, 0, match.start(1))
    ]


class Hunk(NamedTuple):
    """The sentences of base from ``start`` to ``end``, and what stands in their place."""

    start: int
    end: int
    sentences: tuple[str, ...]

    def is_apart(self, other: Hunk) -> bool:
        """Whether both can be done; next to a sentence that changed, an addition cannot."""
        if self.end < other.start or other.end < self.start:
            return True
        adds = self.start == self.end or other.start == other.end
        return not adds and (self.end == other.start or other.end == self.start)


def merge_sentences(base: str, ours: str, source: str) -> str | None:
    """Return our text with what source changed, or None where both changed the same sentence."""
    if max(map(len, (base, ours, source))) > LIMIT:
        return None
    old, mine, theirs = map(split_sentences, (base, ours, source))
    my_hunks, their_hunks = hunks(old, mine), hunks(old, theirs)
    done = {stripped(hunk) for hunk in my_hunks}
    new_hunks = [hunk for hunk in their_hunks if stripped(hunk) not in done]
    if not all(new.is_apart(hunk) for new in new_hunks for hunk in my_hunks):
        return None
    for hunk in sorted([*my_hunks, *new_hunks], reverse=True):
        old[hunk.start : hunk.end] = hunk.sentences
    return "".join(part if part[-1].isspace() else f"{part} " for part in old).strip()


def hunks(base: list[str], other: list[str]) -> list[Hunk]:
    before, after = ([part.strip() for part in parts] for parts in (base, other))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [
        Hunk(i1, i2, tuple(other[j1:j2]))
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    ]


def stripped(hunk: Hunk) -> Hunk:
    return hunk._replace(sentences=tuple(part.strip() for part in hunk.sentences))
