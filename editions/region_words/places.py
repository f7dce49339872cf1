"""The mentions of regions that say what a region is, each with what stands around it.

Not among them: those within names of organisations, laws and addresses, and those that only say
where a town is.
"""

import math
import re
from bisect import bisect_right
from collections.abc import Collection
from itertools import pairwise

from . import names
from .mentions import Kind, Mention, mentions
from .seen import Seen
from .vocabulary import CITIES

#: How far around a word its sentence is read.
REACH = 160
#: No sentence ends with a single letter ("z. B."), a number ("3. Mai") or one of these.
SENTENCE_END = re.compile(
    r"[.!?](?<![ (.]\w.)(?<!\d\.)(?<!Str\.)(?<!str\.)(?<!bzw\.)(?<!ca\.)(?<!Nr\.)(?<!Art\.)"
    r"(?<!Abs\.)(?<!Dr\.)(?<!Prof\.)(?<!inkl\.)(?<!vgl\.)(?<!GV\.)(?<!MBl\.)"
    r"['\")\]“”»]{0,3}\s++(?=['\"(\[„“»]{0,3}[A-ZÄÖÜ])|\n"
)
PREPOSITION_BEFORE = re.compile(r"\b(?:in|aus|für|nach|von|land|landes)\s+$", re.IGNORECASE)
#: What stands between two regions that are named in one breath.
IN_ONE_BREATH = re.compile(
    r"\W*(?:(?:und|oder|sowie|bis|als auch|wie)\s)?\s*(?:auch\s)?(?:in|aus|für|nach|von|im)?\W*"
)


class Place:
    """A mention with what stands around it in its sentence, from ``start`` to ``end``."""

    def __init__(self, mention: Mention, text: str, start: int, end: int) -> None:
        self.mention, self.text, self.start, self.end = mention, text, start, end
        self.before = text[max(start, mention.start - REACH) : mention.start]
        self.after = text[mention.last : min(end, mention.last + REACH)]
        self.words_before = self.before.split()
        #: The words before and after it, where nothing but space is between.
        self.previous = self.following = ""
        if self.words_before and self.before[-1].isspace():
            self.previous = self.words_before[-1].lstrip(names.OPENING)
        if self.after[:1].isspace() and (words := self.after.split(maxsplit=1)):
            self.following = words[0]
        self.is_beside = False  # whether the sentence speaks about another region too
        self.in_one_breath = False  # whether that one is next to it
        self.has_town = False  # whether the sentence names a town
        self.is_doubled = False  # "Nordrhein-Westfalen (NRW)"

    @property
    def token(self) -> str:
        """All around it up to the next space, without the marks at its ends."""
        left = "" if self.before[-1:].isspace() else (self.words_before or [""])[-1]
        right = "" if self.after[:1].isspace() else (self.after.split() or [""])[0]
        word = self.text[self.mention.start : self.mention.last]
        return (left + word + right).strip(names.OPENING + names.CLOSING)

    @property
    def says_little(self) -> bool:
        """Whether it names a state that is a town as well, and may mean the town alone."""
        kinds = (Kind.NAME, Kind.DERIVED, Kind.CAPITALS, Kind.SPELLING, Kind.GLUED)
        return self.mention.state in CITIES and self.mention.kind in kinds

    @property
    def begins_sentence(self) -> bool:
        return not re.search(r"\w", self.before)


class Reading:
    """A text with its ``places``."""

    def __init__(self, seen: Seen, proper_names: Collection[str], towns: Collection[str]) -> None:
        self.seen, self.towns = seen, towns
        self.places: list[Place] = []
        self.states: dict[int, set[str]] = {}  # by the start of the sentence
        self.quotations: list[tuple[int, int]] = []
        if found := mentions(seen.text):
            known = names.spans(seen.text, proper_names)
            self._read([mention for mention in found if not span_around(mention, known)])

    def _read(self, found: list[Mention]) -> None:
        text = self.seen.text
        self.quotations = [match.span() for match in names.QUOTATION.finditer(text)]
        starts = [0, *(match.end() for match in SENTENCE_END.finditer(text))]
        ends = [*starts[1:], len(text)]
        for mention in found:
            sentence = bisect_right(starts, mention.start) - 1
            place = Place(mention, text, starts[sentence], ends[sentence])
            if not self._stays(place):
                self.places.append(place)
                if not place.says_little and mention.kind not in (Kind.GLUED, Kind.TITLE):
                    self.states.setdefault(place.start, set()).add(mention.state)
        towns = {
            starts[bisect_right(starts, position) - 1]
            for position in names.mentioned_towns(text, self.towns)
        }
        for place in self.places:
            place.has_town = place.start in towns
            place.is_beside = bool(self.states.get(place.start, set()) - {place.mention.state})
        for first, second in pairwise(self.places):
            states = {first.mention.state, second.mention.state}
            if len(states - {""}) == 2 and are_in_one_breath(first, second):
                first.is_beside = second.is_beside = True
                first.in_one_breath = second.in_one_breath = True
            elif text[first.mention.last : second.mention.start] == " (":
                first.is_doubled = second.is_doubled = True

    def is_quoted(self, place: Place) -> bool:
        """Whether it stands in a quotation or a title, and not alone or with MiGlobe's name."""
        if not (span := span_around(place.mention, self.quotations)):
            return False
        text, mention = self.seen.text, place.mention
        around = text[span[0] : mention.start] + text[mention.last : span[1]]
        return bool(re.search(r"\w", around.replace("MiGlobe", "")))

    def _stays(self, place: Place) -> bool:
        """Whether a mention is part of a name, a law or an address, or says where a town is."""
        mention = place.mention
        if names.ADDRESS.search(place.token) or is_dotted_name(place):
            return True
        if mention.kind is Kind.UNCLEAR:
            is_clear = PREPOSITION_BEFORE.search(place.before[-20:]) or place.after[:5] == "-weit"
            return not is_clear
        if mention.kind is Kind.DERIVED:
            return mention.text[0].isupper() and names.continues_as_name(place.after)
        if names.POSTCODE.search(place.before[-8:]) or names.LEGAL_FORM.match(place.after):
            return True
        if names.STREET.match(place.after) and place.after[0] == "-":
            return True
        return self._is_headed(place) or self._is_behind_town(place)

    def _is_headed(self, place: Place) -> bool:
        """Whether an organisation or a law is before it: "Flüchtlingsrat NRW", "GO NRW"."""
        if place.mention.genitive == "s" or not place.before[-1:].isspace():
            return False
        words = place.words_before[-16:]
        return names.is_headed(words, names.INSTITUTION) or names.is_headed(words, names.LAW)

    def _is_behind_town(self, place: Place) -> bool:
        """Whether it says where a town is: "Köln (NRW)", "Köln, NRW", "Köln in NRW"."""
        before, words = place.before, place.words_before
        if before.endswith(("(", "/")) or (before.rstrip().endswith(",") and place.previous):
            return names.is_town(before.rstrip("( ,/").split(), self.towns)
        return (
            len(words) > 1
            and words[-1] in ("in", "im")
            and words[-2] not in names.AMBIGUOUS_TOWNS
            and names.is_town(words[:-1], self.towns)
        )


def span_around(mention: Mention, spans: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the one of some spans that a mention stands in."""
    position = bisect_right(spans, (mention.start, math.inf)) - 1
    return spans[position] if position >= 0 and spans[position][1] >= mention.end else None


def are_in_one_breath(first: Place, second: Place) -> bool:
    between = first.text[first.mention.last : second.mention.start]
    return len(between) < 30 and "\n" not in between and bool(IN_ONE_BREATH.fullmatch(between))


def is_dotted_name(place: Place) -> bool:
    """Whether it is written as NRW.BANK and IT.NRW are."""
    before, after = place.before[-4:], place.after
    return bool(re.search(r"\b[A-ZÄÖÜ]{2,3}\.$", before) or re.match(r"\.[A-ZÄÖÜ]{2}", after))
