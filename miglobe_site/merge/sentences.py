"""Two new wordings of one text, merged sentence by sentence."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

#: Texts of more characters or sentences are not taken apart.
LIMIT = 20_000
MOST_SENTENCES = 400

TAG = re.compile(r"<(/?)(\w+)[^>]*>")
VOID = {"br", "embed", "img", "hr"}
#: A mark at the end of a sentence, the space behind it, and then something that can start one; tags
#: are masked by zeros.
END = re.compile(r"""([.!?…]+)[»«“”„"’‘')\]\0]*\s+(?=\0*[^\sa-zäöüß\0])""")
#: What stands before a full stop that ends no sentence, as do single letters ("z. B.") and numbers
#: of up to two digits ("3. Oktober").
ABBREVIATION = re.compile(
    r"(?:^|[\s(„“\"»«.])(?:abb|abs|bspw|bzgl|bzw|ca|co|dgl|dipl|dr|einschl|evtl|exkl|ggf|hrsg|inkl|"
    r"insb|jh|kap|lfd|lt|max|mind|mio|mrd|mwst|nrn?|prof|sog|std?|str|tel|tsd|urspr|vgl|vs|ziff|zt|"
    r"zzgl|[^\W\d_]|\d\d?)$",
    re.IGNORECASE,
)


def split_sentences(html: str) -> list[str]:
    """Split a text so that its parts, put together, are the text again; none ends inside a tag."""
    text = TAG.sub(lambda tag: "\0" * len(tag[0]), html)
    enclosed = spans_of_tags(html)
    sentences, start = [], 0
    for match in END.finditer(text):
        end = match.end()
        is_abbreviation = match[1] == "." and ABBREVIATION.search(text, start, match.start(1))
        if not is_abbreviation and not any(first < end < last for first, last in enclosed):
            sentences.append(html[start:end])
            start = end
    return [*sentences, html[start:]] if html[start:] else sentences


def spans_of_tags(html: str) -> list[tuple[int, int]]:
    """Return from where to where the outermost tags reach."""
    spans, depth, start = [], 0, 0
    for tag in TAG.finditer(html):
        if tag[2] in VOID:
            continue
        if not tag[1] and not depth:
            start = tag.start()
        depth += -1 if tag[1] else 1
        if not depth:
            spans.append((start, tag.end()))
    return spans


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
    if max(map(len, (old, mine, theirs))) > MOST_SENTENCES:
        return None
    my_hunks, their_hunks = hunks(old, mine), hunks(old, theirs)
    done = {stripped(hunk) for hunk in my_hunks}
    new_hunks = [hunk for hunk in their_hunks if stripped(hunk) not in done]
    if not all(new.is_apart(hunk) for new in new_hunks for hunk in my_hunks):
        return None
    for hunk in sorted([*my_hunks, *new_hunks], reverse=True):
        old[hunk.start : hunk.end] = hunk.sentences
    return "".join(part if part[-1].isspace() else f"{part} " for part in old).strip()


def hunks(base: list[str], other: list[str]) -> list[Hunk]:
    """Return what changed; where as many sentences stand as before, each is a hunk."""
    before, after = ([part.strip() for part in parts] for parts in (base, other))
    found = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "replace" and i2 - i1 == j2 - j1:
            found += [Hunk(i, i + 1, (other[j1 + i - i1],)) for i in range(i1, i2)]
        elif tag != "equal":
            found.append(Hunk(i1, i2, tuple(other[j1:j2])))
    return found


def stripped(hunk: Hunk) -> Hunk:
    return hunk._replace(sentences=tuple(part.strip() for part in hunk.sentences))
