"""What becomes of a word of a region: it is turned, or it is marked for people."""

import re

from ..registry import Edition
from . import grammar, names
from .mentions import Kind
from .places import Place, Reading
from .reasons import Reason
from .seen import Edit
from .vocabulary import CITIES, HARMLESS_SECOND, NAMES_OF_PEOPLE, SMALL_WORDS, TITLES

#: Words that are never turned, and why.
MARKED = {
    Kind.DERIVED: Reason.DERIVED,
    Kind.ABBREVIATION: Reason.ABBREVIATION,
    Kind.UNCLEAR: Reason.ABBREVIATION,
    Kind.PART: Reason.COMPOUND,
    Kind.GLUED: Reason.COMPOUND,
    Kind.SPELLING: Reason.SPELLING,
    Kind.CAPITALS: Reason.CAPITALS,
    Kind.HASHTAG: Reason.HASHTAG,
}
COMPARISON = re.compile(
    r"(?:\b(?:anders|ähnlich|ebenso|genauso|besser|mehr|weniger|größer|kleiner) (?:als|wie)"
    r"|\b(?:Unterschied|Gegensatz|Vergleich) (?:zu|mit|zum)|\bverglichen mit|\bneben|\baußer"
    r"|\bstatt|\bwie)(?: (?:in|im|aus|von|dem|das|zu))?\s+$",
    re.IGNORECASE,
)
#: What is said of one region alone.
UNIQUE = re.compile(
    r"\b(?:erste|einzige|größte|kleinste|bevölkerungsreichste)[mnrs]? (?:Bundesland|Land)\b"
)
TITLE = re.compile(
    r"(?<!\w)(?:Freien?\s+(?:und\s+)?Hansestadt|Hansestadt|Freistaate?s?|Stadtstaate?s?"
    r"|Hauptstadt|Bundeshauptstadt|Großstadt|Stadt)\s+$"
)
#: What stands before people: "viele Hessen", "Hessinnen und Hessen".
MANY = re.compile(
    r"(?:\b(?:alle|viele|einige|manche|wenige|mehrere|beide)[nr]?|\b\d+|innen (?:und|oder))\s+$",
    re.IGNORECASE,
)
#: Small words in a line of capitals.
LOUD_WORDS = {"AUS", "FÜR", "IN"}
COMPOUND_BEFORE = re.compile(r"([\w*:]{0,60})[-–]$")
COMPOUND_AFTER = re.compile(r"([-–])(\w*)")


def verdict(
    place: Place, reading: Reading, source: Edition, target: Edition
) -> list[Edit] | Reason:
    """Return the edits that turn a mention, none where it may stand, or why it is marked."""
    mention = place.mention
    if mention.kind is Kind.TITLE:
        return title_alone(place, source, target)
    if mention.state == target.key:
        return [] if place.says_little and not place.is_beside else Reason.TARGET
    if mention.state != source.key:
        return []
    if mention.kind in MARKED:
        return MARKED[mention.kind]
    if not reading.seen.is_whole(mention.start, mention.last):
        return Reason.SPELLING
    if reason := doubt_of_sentence(place, reading):
        return reason
    if mention.kind is Kind.WIDE:
        return wide(place, target)
    if {place.before[-1:], place.after[:1]} & {"/", "-", "–"}:
        return compound(place, target)
    if reason := doubt(place, source, target):
        return reason
    found = grammar.turned(mention, place.before, place.after, source, target)
    if isinstance(found, Reason) or all(reading.seen.is_whole(*edit[:2]) for edit in found):
        return found
    return Reason.ARTICLE


def title_alone(place: Place, source: Edition, target: Edition) -> list[Edit] | Reason:
    """Judge "der Freistaat"; before a name it is judged with the name."""
    word = next((word for word in TITLES if place.mention.text.startswith(word)), "")
    holders = TITLES.get(word, set())
    is_ours = source.key in holders and target.key not in holders
    return Reason.TITLE if is_ours and place.following.rstrip(",.") != source.state else []


def wide(place: Place, target: Edition) -> list[Edit] | Reason:
    """Turn "hessenweit"."""
    mention = place.mention
    word = grammar.wide_word(target) + mention.text[mention.text.rindex("weit") + len("weit") :]
    if mention.text[0].isupper():
        word = word[0].upper() + word[1:]
    return [(mention.start, mention.end, word)]


def compound(place: Place, target: Edition) -> list[Edit] | Reason:
    """Turn the region's abbreviation in a compound that can be said of every region."""
    mention = place.mention
    first, second = COMPOUND_BEFORE.search(place.before[-61:]), COMPOUND_AFTER.match(place.after)
    is_divided = {place.before[-1:], place.after[:1]} & {"/", "–"}
    if mention.kind is not Kind.SHORT or mention.genitive or is_divided:
        return Reason.COMPOUND
    if first and not first[1].startswith("MiGlobe"):
        return Reason.COMPOUND
    if second and second[2].startswith("weit") and not first:
        word = grammar.wide_word(target)
        if place.begins_sentence:
            word = word[0].upper() + word[1:]
        return [(mention.start, mention.last + len("-weit"), word)]
    if target.short_name == target.state or (second and second[2] not in HARMLESS_SECOND | {""}):
        return Reason.COMPOUND
    return [(mention.start, mention.end, target.short_name)]


def doubt_of_sentence(place: Place, reading: Reading) -> Reason | None:
    """Return why a sentence may be true of its region alone."""
    if place.is_beside:
        return Reason.BESIDE
    if COMPARISON.search(place.before[-60:]) or UNIQUE.search(place.before + place.after):
        return Reason.COMPARISON
    if reading.is_quoted(place):
        return Reason.QUOTATION
    if names.CREDIT.search(place.before):
        return Reason.NAME
    return Reason.TOWN if place.has_town else None


def doubt(place: Place, source: Edition, target: Edition) -> Reason | None:
    """Return why what stands around a name makes it uncertain what the name means."""
    if (title := TITLE.search(place.before[-40:])) and not both_have(title[0], source, target):
        return Reason.TITLE
    if any(map(names.OFFICE.fullmatch, place.words_before[-2:])):
        return Reason.NAME
    if place.previous in LOUD_WORDS and target.short_name == target.state:
        return Reason.CAPITALS
    if place.is_doubled and target.short_name == target.state:
        return Reason.ABBREVIATION
    if re.search(r"\w\.$", place.before[-2:]):
        return Reason.NAME
    if re.match(r"\.\w", place.after):
        return Reason.SPELLING
    if source.key in NAMES_OF_PEOPLE and MANY.search(place.before[-40:]):
        return Reason.DERIVED
    if is_perhaps_place(place, source):
        return Reason.PLACE
    if names.SUBJECT_OF_LAW.search(place.before):
        return Reason.LAW
    return Reason.NAME if is_perhaps_name(place) else None


def both_have(title: str, source: Edition, target: Edition) -> bool:
    return any(
        title.startswith(word) and {source.key, target.key} <= keys for word, keys in TITLES.items()
    )


def is_perhaps_place(place: Place, source: Edition) -> bool:
    """Whether it may say where a town is that nobody knows, or is a town by itself."""
    before = place.before
    if source.key in CITIES and re.match(r",\s+(?:den\s+)?\d", place.after):
        return True
    if before.endswith("(") and not place.is_doubled:
        words = before.rstrip("( ").split()
        return bool(words) and words[-1][0].isupper() and not names.is_region_noun(words[-1])
    if before.rstrip().endswith(",") and place.previous:
        goes_on = place.after.lstrip()[:1].isalnum()
        return not goes_on and place.previous[0].isupper()
    return False


def is_perhaps_name(place: Place) -> bool:
    """Whether a noun stands before or after it with nothing between: "Netzwerk NRW"."""
    previous, following = place.previous, place.following
    if place.mention.genitive:
        return False
    is_region = (
        names.is_region_noun(previous)
        or (previous.lower() in SMALL_WORDS and previous[1:].islower())
        or previous in LOUD_WORDS
        or grammar.ARTICLE.fullmatch(previous)
        or TITLE.search(place.before[-40:])
        or previous.endswith(tuple(names.CLOSING))
    )
    if previous[:1].isupper() and not is_region:
        return True
    return (
        following[:1].isalnum()
        and not following[0].islower()
        and previous not in ("in", "In", "IN", "im")
    )
