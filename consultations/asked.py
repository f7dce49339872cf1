"""What a request asks for, read from its text: topics, languages, countries, formats, words.

Words are compared as the search does it (search.german), and what means the same is what the staff
keep as synonyms of the search. asked_words.toml holds the little that is known besides.
"""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from django.utils.translation import override

from members.choices import LANGUAGES, Format, country_choices, country_name, language_name
from members.models import Topic
from members.regions import CONTINENTS, REGIONS
from search.german import STOP_WORDS, folded, stem, stems
from search.related import Stems, is_modifier, phrases

Codes: TypeAlias = frozenset[str]
WORDS = Path(__file__).with_name("asked_words.toml")
#: Of a longer text the beginning is read.
LONGEST_TEXT = 6000
SHORTEST_WORD = 4
#: A word is known in compounds from this length on, where so much is left beside it.
SHORTEST_PART, SHORTEST_REST = 5, 4
#: What may follow the name of a country ("Ghanas", "syrischen") and of a language.
OF_PLACES = r"(?:e[mnrs]?|s|n|in|innen)?"
OF_LANGUAGES = r"(?:e[mnrs]?|sprach\w*|sprech\w*|kenntnis\w*)?"


@dataclass(frozen=True)
class Asked:
    """``places``: the countries of each place that is named, one or those of a region.

    ``words``: stems of what is said besides the names of topics; ``synonyms``: of what means the
    same as a word, and tells no topic that is known already.
    """

    topics: Codes
    languages: Codes
    places: frozenset[Codes]
    formats: Codes
    online: bool
    words: Codes
    synonyms: Codes


def read(text: str, topics: Collection[Topic], synonyms: Collection[str]) -> Asked:
    """Return what a German text asks for. ``synonyms``: groups of words with commas between."""
    text = text[:LONGEST_TEXT]
    own = [word for word in dict.fromkeys(stems(text)) if tells(word)]
    groups = [group for group in synonyms if says_any(own, phrases(group))]
    meant = {phrase[0] for group in groups for phrase in phrases(group) if len(phrase) == 1}
    more = [*own, *sorted(meant)]
    about = {topic.slug: topic_phrases(topic, synonyms) for topic in topics}
    named = {slug: wanted for slug, wanted in about.items() if says_any(own, wanted)}
    same = {word for wanted in named.values() for phrase in wanted for word in phrase}
    names = set(stems(" ".join(topic.name_de for topic in topics if topic.slug in named)))
    line = " ".join(folded(" ".join([text, *groups])))
    return Asked(
        topics=frozenset(named),
        languages=languages_in(text),
        places=frozenset(found(place_names(), OF_PLACES, line)),
        formats=frozenset(f for f, words in format_phrases().items() if says_any(more, words)),
        online=says_any(own, phrases(known()["places"]["online"])),
        words=frozenset(own) - names,
        synonyms=frozenset(meant) - same - set(own),
    )


def tells(word: str) -> bool:
    """Whether a stem tells anything about the subject of a request."""
    return len(word) >= SHORTEST_WORD and word not in general()


def alike(one: str, other: str) -> bool:
    """Whether two stems are the same, or one is a part of the other."""
    return one == other or has_part(one, other) or has_part(other, one)


def has_part(compound: str, part: str) -> bool:
    rest = len(compound) - len(part)
    if len(part) < SHORTEST_PART or rest < SHORTEST_REST:
        return False
    ends = compound.endswith(part) and is_modifier(compound[:rest])
    return ends or compound.startswith(part)


def says_any(words: Collection[str], wanted: Iterable[Stems]) -> bool:
    """Whether some stems have all words of a phrase, perhaps in compounds."""
    return any(
        all(any(own == word or has_part(own, word) for own in words) for word in phrase)
        for phrase in wanted
    )


def topic_phrases(topic: Topic, synonyms: Iterable[str]) -> list[Stems]:
    """Return what means a topic: its name, the long words of it, and their synonyms."""
    name = phrases(topic.name_de.replace(",", " "))
    own = [*name, *((word,) for phrase in name for word in phrase if is_telling_name(word))]
    groups = (phrases(group) for group in synonyms)
    same = [phrase for group in groups if any(says_any(p, own) for p in group) for phrase in group]
    return [*own, *same]


def is_telling_name(word: str) -> bool:
    return len(word) > SHORTEST_PART and tells(word)


def languages_in(text: str) -> Codes:
    """Return the codes of the languages that a text names, German aside."""
    line = " ".join(folded(text[:LONGEST_TEXT]))
    return frozenset().union(*found(language_names(), OF_LANGUAGES, line))


def found(names: Mapping[str, Codes], endings: str, line: str) -> set[Codes]:
    """Return the codes of all names that stand in a line of folded words."""
    return {names[match[1]] for match in pattern(tuple(names), endings).finditer(line)}


@cache
def pattern(names: tuple[str, ...], endings: str) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, longest_first))}){endings}\b")


@cache
def known() -> dict[str, Any]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


@cache
def general() -> Codes:
    return frozenset([*stems(known()["general"]), *map(stem, STOP_WORDS)])


@cache
def language_names() -> dict[str, Codes]:
    with override("de"):
        names = {code: language_name(code) for code in LANGUAGES if code != "de"}
    return by_name([*names.items(), *known()["languages"].items()])


@cache
def place_names() -> dict[str, Codes]:
    """Return {folded name: codes of countries} of all countries and parts of the world."""
    with override("de"):
        countries = {code: country_name(code) for code, _name in country_choices() if code != "DE"}
        regions = {country_name(code): within.split() for code, within in REGIONS.items()}
        for code, parts in CONTINENTS.items():
            regions[country_name(code)] = " ".join(REGIONS[part] for part in parts.split()).split()
    own = {names: codes.split() for names, codes in known()["regions"].items()}
    return by_name(
        [
            *countries.items(),
            *known()["countries"].items(),
            *((code, names) for names, codes in (regions | own).items() for code in codes),
        ]
    )


def by_name(pairs: Iterable[tuple[str, str]]) -> dict[str, Codes]:
    """Return {folded name: codes} of (code, names with commas between)."""
    codes: dict[str, set[str]] = {}
    for code, names in pairs:
        for name in names.split(","):
            codes.setdefault(" ".join(folded(name)), set()).add(code)
    return {name: frozenset(found) for name, found in codes.items()}


@cache
def format_phrases() -> dict[str, list[Stems]]:
    return {format.value: phrases(known()["formats"][format]) for format in Format}
