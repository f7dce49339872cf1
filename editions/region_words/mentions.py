"""Where a text names a federal state, by whichever word."""

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from ..registry import EDITIONS
from .vocabulary import DIRECTION, PART, PARTS_OF, VOCABULARY


class Kind(Enum):
    NAME = "Nordrhein-Westfalen"
    SHORT = "NRW"
    WIDE = "hessenweit"
    DERIVED = "nordrhein-westfälisch, Nordrhein-Westfälin"
    ABBREVIATION = "BaWü"
    UNCLEAR = "MV"
    PART = "Nordhessen"
    GLUED = "Hessentag"
    SPELLING = "Nordrhein Westfalen"
    CAPITALS = "NORDRHEIN-WESTFALEN"
    HASHTAG = "#NRW"
    TITLE = "Freistaat"


@dataclass(frozen=True)
class Mention:
    """A word of a state (its key) in a seen text; a genitive's -s is no part of ``text``."""

    state: str
    kind: Kind
    start: int
    end: int
    text: str
    genitive: str = ""

    @property
    def last(self) -> int:
        """The end of the word."""
        return self.end + len(self.genitive)


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).lower()


def divided(name: str) -> str:
    """Return a pattern for a name however its hyphen is written and its lines are broken."""
    hyphen = r"(?:\s?[-–—]\s{0,3}|\s)?"
    words = [r"(?:-\s{1,3})?".join(map(re.escape, word)) for word in name.lower().split("-")]
    return hyphen.join(words)


def alternatives(words: list[str]) -> str:
    return "|".join(divided(word) for word in sorted(words, key=len, reverse=True))


ADJECTIVES = {w: key for key, entry in VOCABULARY.items() for w in entry.adjectives}
PEOPLE = {w: key for key, entry in VOCABULARY.items() for w in entry.people}
NAMES = {edition.state: key for key, edition in EDITIONS.items()}
SPELLINGS = {w: key for key, entry in VOCABULARY.items() for w in entry.other_spellings}
SHORT = {e.short_name: key for key, e in EDITIONS.items() if e.short_name != e.state}
ABBREVIATIONS = {w: key for key, entry in VOCABULARY.items() for w in entry.abbreviations}
UNCLEAR = {w: key for key, entry in VOCABULARY.items() for w in entry.unclear}
BY_LETTERS = {letters(name): key for name, key in (NAMES | SPELLINGS).items()}
STEMS = sorted(
    ((letters(stem), key) for stem, key in (ADJECTIVES | PEOPLE).items()),
    key=lambda item: len(item[0]),
    reverse=True,
)
SHORT_KINDS = (
    (SHORT, Kind.SHORT),
    (ABBREVIATIONS, Kind.ABBREVIATION),
    (UNCLEAR, Kind.UNCLEAR),
)
CASED = SHORT | ABBREVIATIONS | UNCLEAR
#: All of it in small letters, at the start of a word. The first letter is asked for first: most
#: words of a text are passed over by that alone.
STATE = re.compile(
    r"(?<!\w)(?=[bfhlmnorstuw#@])(?:"
    rf"(?P<adjective>{DIRECTION}?(?:{alternatives(list(ADJECTIVES))})(?:e[mnrs]?)?(?!\w))"
    rf"|(?P<people>(?:{alternatives(list(PEOPLE))})"
    r"(?:[*:_]in(?:nen)?|/-?in(?:nen)?|in(?:nen)?|nen|n|s)?(?!\w))"
    rf"|(?P<part>{PART})(?!\w)"
    rf"|(?P<name>{alternatives(list(NAMES | SPELLINGS))})"
    rf"|(?P<short>{alternatives(list(CASED))})(?=(?:['’]?s)?(?!\w))"
    r"|(?P<title>freistaat|hansestadt|stadtstaat)(?:e?s)?(?!\w)"
    r"|(?P<hashtag>[#@]\w{1,80})"
    r")"
)
GLUED_ABBREVIATION = re.compile(r"(?<=[a-zäöüß])NRW(?!\w)")
#: A genitive: "Hessens", "NRW’s", "des Saarlandes", "Rheinland-Pfalz’ Kommunen".
ENDING = re.compile(r"['’]?s(?!\w)|(?<=Saarland)es(?!\w)|(?<=z)['’](?=\s+[A-ZÄÖÜ])")
WIDE = re.compile(r"weit(?:e[mnrs]?)?(?!\w)")
WORD_END = re.compile(r"\w*")


def lowered(text: str) -> str:
    """Return a text in small letters with each in its place."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def mentions(text: str) -> list[Mention]:
    """Return the mentions of all states in a seen text, in order."""
    low, found = lowered(text), []
    for match in STATE.finditer(low):
        found += read(match, text)
    return found


def read(match: re.Match[str], text: str) -> list[Mention]:
    """Return the mention that a match is, in a list; an empty one where it is none."""
    group, start, end = match.lastgroup, match.start(), match.end()
    word = text[start:end]
    if group == "people" and letters(word) in BY_LETTERS:
        group = "name"  # several a Nordrhein-Westfale
    if group == "adjective" or (group == "people" and not word.islower()):
        return [Mention(stem_of(word), Kind.DERIVED, start, end, word)]
    if group == "part":
        state = next(key for name, key in PARTS_OF.items() if word.lower().endswith(name))
        return [Mention(state, Kind.PART, start, end, word)] if word[0].isupper() else []
    if group == "hashtag":
        state = hashtag_state(word)
        return [Mention(state, Kind.HASHTAG, start, end, word)] if state else []
    if group == "title":
        return [Mention("", Kind.TITLE, start, end, word)]
    return read_name(group == "name", start, end, text)


def read_name(is_name: bool, start: int, end: int, text: str) -> list[Mention]:
    word = text[start:end]
    if is_name:
        state = BY_LETTERS[letters(word)]
        kind = Kind.NAME if word in NAMES else Kind.SPELLING
        if kind is Kind.SPELLING and len(word) > 3 and word.isupper():
            kind = Kind.CAPITALS
        if (wide := WIDE.match(text, end)) and letters(word) == word.lower():
            return [Mention(state, Kind.WIDE, start, wide.end(), text[start : wide.end()])]
        if kind is Kind.CAPITALS and (rest := re.compile(r"S(?!\w)").match(text, end)):
            return [Mention(state, kind, start, end, word, rest[0])]
    else:
        if not (found := short_name(word)):
            return []
        state, kind = found
    ending = ENDING.match(text, end)
    if not ending and (rest := WORD_END.match(text, end)) and rest[0]:
        return [Mention(state, Kind.GLUED, start, rest.end(), text[start : rest.end()])]
    return [Mention(state, kind, start, end, word, ending[0] if ending else "")]


def short_name(word: str) -> tuple[str, Kind] | None:
    """Return the state and the kind of an abbreviation; in small letters only clear ones count."""
    for known, kind in SHORT_KINDS:
        if word in known:
            return known[word], kind
    small = {"nrw": "nrw", "bawü": "bw", "ba-wü": "bw"}.get(word.lower())
    return (small, Kind.SPELLING) if small else None


@lru_cache(maxsize=256)
def stem_of(word: str) -> str:
    plain = letters(word)
    return next(key for stem, key in STEMS if stem in plain)


@lru_cache(maxsize=256)
def hashtag_state(word: str) -> str:
    """Return the state that a hashtag or the name of an account holds, or ""."""
    plain = letters(word)
    for name, key in BY_LETTERS.items():
        if name in plain:
            return key
    for stem, key in STEMS:
        if plain.startswith(stem):
            return key
    return next((key for word_, key in SHORT.items() if ends_in(word, word_)), "")


def ends_in(hashtag: str, short: str) -> bool:
    return bool(re.search(rf"(?:^[#@]|[a-zäöüß_\d]){short}(?:$|[_\d])|{short.lower()}$", hashtag))
