"""The sentences of a paragraph, and what changed in them from one version to the next.

A paragraph is what wagtail-localize calls a string: text with inline tags and no attributes.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape

from wagtail_localize.strings import StringValue

from .alignment import align

#: What stands before a full stop that ends no sentence; also single letters ("z. B.") and numbers
#: of up to two digits ("3. Oktober").
ABBREVIATIONS = re.compile(
    r"abb|abs|bspw|bzgl|bzw|ca|co|dgl|dipl|dr|einschl|evtl|exkl|ggf|hrsg|inkl|insb|jh|kap|lfd|lt|"
    r"max|mind|mio|mrd|mwst|nrn?|prof|sog|std?|str|tel|tsd|urspr|vgl|vs|ziff|zt|zzgl|\w|\d\d"
)

TAG = re.compile(r"<(/?)([a-z]+)[^>]*>")
CHARACTER = re.compile(r"&[#\w]+;|.", re.DOTALL)
#: The end of a sentence, the space after it, and then something that can start a new one.
END = re.compile(r"""([.!?…]+)[»«“”„"’‘')\]]*(\s+)(?=[^\sa-zäöüß])""")
LAST_WORD = re.compile(r"([^\s.(„“\"»«]+)$")
TOKEN = re.compile(r"\s+|\w+(?:[-*:_/’'.]\w+)*|[^\w\s]")


def split_sentences(html):
    """Split a paragraph so that its parts, put together, are the paragraph again.

    Each part is sound by itself: it never ends inside a tag.
    """
    text, places = text_with_places(html)
    ends = {match.end() for match in re.finditer(r"\n", text)}
    ends |= {
        match.end()
        for match in END.finditer(text)
        if not ends_in_abbreviation(text[: match.start(1)], match[1])
    }
    sentences, start = [], 0
    for end in sorted(ends):
        place = sound_place(html, places[end - 1][1], places[end][0])
        if place is not None and start < place < len(html):
            sentences.append(html[start:place])
            start = place
    return [*sentences, html[start:]] if html else []


def text_with_places(html):
    """Return the text without tags, and from where to where each of its characters stands.

    One more place stands for the end.
    """
    characters, places, start = [], [], 0
    for tag in [*TAG.finditer(html), None]:
        for match in CHARACTER.finditer(html, start, tag.start() if tag else len(html)):
            characters.append(unescape(match[0])[:1])
            places.append(match.span())
        if tag:
            start = tag.end()
            if tag[2] == "br":
                characters.append("\n")
                places.append(tag.span())
    return "".join(characters), [*places, (len(html), len(html))]


def ends_in_abbreviation(before, mark):
    """Whether the full stop after a text belongs to its last word."""
    word = LAST_WORD.search(before)
    return mark == "." and bool(word and ABBREVIATIONS.fullmatch(word[1].lower()))


def sound_place(html, place, end):
    """Return the first place from one to another where no tag is open, or None."""
    depth = 0
    for tag in TAG.finditer(html, 0, end):
        if tag.start() >= place:
            if depth == 0:
                return place
            place = tag.end()
        if tag[2] != "br":
            depth += -1 if tag[1] else 1
    return None if depth else place


@dataclass(frozen=True)
class SentenceChange:
    """A sentence that was changed, added (``old`` is "") or removed (``new`` is "").

    Both are HTML without attributes, as in the paragraph, spaces around them included.
    """

    old: str
    new: str

    @property
    def is_only_markup(self):
        """Whether the words are the same: then bold type or a link has changed."""
        return plain(self.old) == plain(self.new)

    @property
    def old_words(self):
        return compare(self.old, self.new)[0]

    @property
    def new_words(self):
        return compare(self.old, self.new)[1]


def changed_sentences(old, new):
    """Return the SentenceChanges between two versions of a paragraph."""
    before, after = split_sentences(old), split_sentences(new)
    return [
        SentenceChange(before[i] if i is not None else "", after[j] if j is not None else "")
        for i, j in pairs_of(before, after)
        if i is None or j is None or before[i].strip() != after[j].strip()
    ]


def pairs_of(before, after):
    return align([part.strip() for part in before], [part.strip() for part in after])


def plain(html):
    return " ".join(StringValue(html).render_text().split())


def compare(old, new):
    """Return the words of both texts as two lists of (text, whether it is only in this one)."""
    before, after = TOKEN.findall(plain(old)), TOKEN.findall(plain(new))
    old_parts, new_parts = [], []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        # A space alone between two changed words would tear the mark into pieces.
        only_space = tag == "equal" and not "".join(before[i1:i2]).strip()
        differs = tag != "equal" or only_space
        old_parts.append(("".join(before[i1:i2]), differs))
        new_parts.append(("".join(after[j1:j2]), differs))
    return joined(old_parts), joined(new_parts)


def joined(parts):
    """Put neighbours together that are alike in whether they differ; drop empty ones."""
    result = []
    for text, differs in parts:
        if not text:
            continue
        if result and result[-1][1] == differs:
            result[-1] = (result[-1][0] + text, differs)
        else:
            result.append((text, differs))
    return result
