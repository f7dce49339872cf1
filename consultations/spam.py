"""Why a request looks like spam: hints for staff, who read such requests before they count.

Nothing is refused here, and no service is asked. ``suspicions`` returns the names of the reasons in
CHECKS; a request without any goes its way. The words are in spam_words.toml. All expressions are
linear in the length of a text, and no more than READ characters of a field are looked at.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from .spam_words import COMMON, GERMAN, LURES, SUBJECT, TOPICS, WEIGHTS, weights

READ = 5000  # an honest text has 2000 at most

# --- Limits of the checks ------------------------------------------------------------------------

TOO_FAST = 2.0  # seconds from rendering to sending; nobody is too slow
MOST_LINKS = 2  # to hosts that are neither of the town nor German
FEWEST_LETTERS_BESIDE_LINK = 20
MOST_ADDRESSES = 2  # e-mail addresses of others
MOST_PHONES = 3
ENOUGH = (2, 8, 12)  # weight of words, where none, one or two things speak for a request
MOST_OF_LURES = 3  # of the eight or twelve
SHORT = 20  # letters; too few to judge the language, or capitals
MOST_CAPITALS = 0.7
FOREIGN_SHARE = 0.5  # of letters that are not Latin
MOST_ODD_WORDS = 1 / 3
MOST_REPEATED = 0.4  # share of the most frequent word

# --- Patterns ------------------------------------------------------------------------------------

URL = re.compile(r"(?:https?://|\bwww\.)([^\s/?#<>\"'\[\]()]*)[^\s<>\"'\[\]()]*", re.IGNORECASE)
SHORTENED = re.compile(
    r"\b(?:bit\.ly|t\.co|tinyurl\.com|cutt\.ly|goo\.gl|is\.gd|ow\.ly|rb\.gy|rebrand\.ly|shorturl\.at"
    r"|t\.ly|t\.me|wa\.me|s\.id|v\.gd|buff\.ly|tiny\.cc|bl\.ink|lnkd\.in)/",
    re.IGNORECASE,
)
#: Code that makes a link or a picture: HTML, BBCode, Markdown.
MARKUP = re.compile(
    r"</?(?:a|b|br|div|h\d|iframe|img|p|script|span|strong)\b|\bhref="
    r"|\[/?(?:url|link|img|b|email)\b|\]\(https?:",
    re.IGNORECASE,
)
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@([\w-]+(?:\.[\w-]+)+)")
PHONE = re.compile(r"(?<![\w/])\+?\d[\d ()/–-]{6,24}\d(?!\w)")
AMOUNT = re.compile(r"[$£€₹]\s?\d|\d\s?(?:€|Euro|EUR|USD|Dollar|BTC|ETH)\b", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+")
TOKEN = re.compile(r"\w+")
VOWEL = re.compile(r"[aeiouyäöü]")
#: German has up to eight consonants in a row (Angstschweiß), but then with CLUSTERS among them.
CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxzß]{5,}")
CLUSTERS = re.compile(r"sch|ch|ck|ng|st|tz|th|ph|pf|nk|rt|lt|nd|ff|ll|mm|nn|rr|ss|tt|ts|gs|ks|ht")
CASES_MIXED = re.compile(r"[a-z][A-Z]+[a-z]+[A-Z]|[A-Z]{2}[a-z]+[A-Z]")
DIGITS_MIXED = re.compile(r"[a-z]\d+[a-z]+\d|\d[a-z]+\d+[a-z]")
#: Where the public of a German town is at home; links there are not counted.
GERMAN_HOSTS = tuple(
    ".de .eu .bayern .berlin .cologne .hamburg .koeln .nrw .ruhr .saarland".split()
)
#: Words before the names of municipalities, which say nothing about a domain.
KINDS = frozenset("stadt gemeinde kreis landkreis markt kommune town city village ville".split())


@dataclass(frozen=True)
class Message:
    """What somebody sent with the form for requests."""

    municipality: str
    name: str
    email: str
    concern: str
    function: str = ""
    phone: str = ""
    period: str = ""
    seconds: float | None = None  # between rendering and sending; None where that is unknown
    trap: str = ""  # a field that people do not see

    @cached_property
    def text(self) -> str:
        """The concern without disguise: no invisible characters, letters in their plain form."""
        letters = unicodedata.normalize("NFKC", self.concern[:READ])
        return "".join(each for each in letters if unicodedata.category(each) != "Cf")[:READ]

    @cached_property
    def prose(self) -> str:
        """The text without links and addresses."""
        return EMAIL.sub(" ", URL.sub(" ", self.text))

    @property
    def short_fields(self) -> list[str]:
        fields = [self.municipality, self.name, self.function, self.period, self.phone]
        return [field[:READ] for field in fields]

    @property
    def domain(self) -> str:
        """The domain of the sender's e-mail."""
        return registered(self.email[:READ].rpartition("@")[2])

    @cached_property
    def is_official(self) -> bool:
        """Whether the e-mail is of the town: its domain has a word of the municipality's name."""
        words = WORD.findall(plain(self.municipality[:READ]))
        return any(len(word) > 3 and word in self.domain for word in words if word not in KINDS)

    @cached_property
    def is_on_subject(self) -> bool:
        """Whether the text, or the function of the sender, has words of our subject."""
        return bool(SUBJECT.search(f"{self.function[:READ]} {self.prose}".casefold()))

    def foreign_links(self, text: str) -> set[str]:
        """Return the hosts that a text links to, but for those of the town and German ones."""
        hosts = {match[1].lower().rstrip(".:,;") for match in URL.finditer(text)}
        return {
            host
            for host in hosts
            if not host.endswith(GERMAN_HOSTS) and registered(host) != self.domain
        }

    @cached_property
    def foreign_addresses(self) -> set[str]:
        found = EMAIL.finditer(self.text)
        return {each[0].lower() for each in found if registered(each[1]) != self.domain}


def plain(name: str) -> str:
    """Return a name in small letters, as domains have it."""
    return name.casefold().translate({ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue"})


def registered(host: str) -> str:
    """Return the last two labels of a host: stadt-muster.de of www.stadt-muster.de."""
    return ".".join(host.strip(" .").lower().split(".")[-2:])


# --- The checks ----------------------------------------------------------------------------------


def has_spam_words(message: Message) -> bool:
    """Whether words of one topic of spam, and what lures to it, outweigh what speaks for a request.

    For it speak words of our subject, and an e-mail from the town. No single word suffices that
    an honest person may use.
    """
    text = " ".join(message.prose.casefold().split())
    trust = message.is_official + message.is_on_subject
    signs = (
        2 * bool(message.foreign_links(message.text))
        + 2 * bool(message.foreign_addresses)
        + bool(AMOUNT.search(text))
        + GERMAN.isdisjoint(WORD.findall(text))
    )
    lures = weights(text, LURES)
    return any(
        weigh(weights(text, topic), lures, signs, trust) >= ENOUGH[trust] for topic in TOPICS
    )


def weigh(topic: dict[str, int], lures: dict[str, int], signs: int, trust: int) -> int:
    """Return the weight of words and signs; those that are lures as well count for the topic."""
    lures = {lure: each for lure, each in lures.items() if lure not in topic}
    only = [*topic.values(), *lures.values()] if not signs else []
    if len(only) == 1 and only[0] < WEIGHTS["certain"]:
        return 0
    around = sum(lures.values()) + signs
    return sum(topic.values()) + (min(around, MOST_OF_LURES) if trust else around)


def fell_into_trap(message: Message) -> bool:
    return bool(message.trap)


def is_too_fast(message: Message) -> bool:
    return message.seconds is not None and message.seconds < TOO_FAST


def has_odd_links(message: Message) -> bool:
    """Whether there are many links, hidden ones, hardly anything else, or some in a short field."""
    text = message.text
    if SHORTENED.search(text) or MARKUP.search(text):
        return True
    if any(
        message.foreign_links(field) or SHORTENED.search(field) or MARKUP.search(field)
        for field in message.short_fields
    ):
        return True
    foreign = message.foreign_links(text)
    bare = foreign and count_letters(message.prose) < FEWEST_LETTERS_BESIDE_LINK
    return bool(bare) or len(foreign) > MOST_LINKS


def has_lists_of_contacts(message: Message) -> bool:
    phones = {re.sub(r"\D", "", each) for each in PHONE.findall(message.text)}
    return len(message.foreign_addresses) > MOST_ADDRESSES or len(phones) > MOST_PHONES


def is_in_foreign_script(message: Message) -> bool:
    """Whether a text is in another script, or hides letters of another among Latin ones.

    Names of people, places and associations in their own script are welcome.
    """
    letters = [each for each in message.prose if each.isalpha()]
    foreign = sum(not is_latin(each) for each in letters)
    if foreign > FOREIGN_SHARE * len(letters) and not has_common_words(message):
        return True
    return any(is_mixed(word) for word in WORD.findall(message.prose))


def is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN ")


def is_mixed(word: str) -> bool:
    scripts = {unicodedata.name(each, " ").split(" ")[0] for each in word}
    return {"LATIN", "CYRILLIC"} <= scripts


def has_common_words(message: Message) -> bool:
    return not COMMON.isdisjoint(WORD.findall(message.prose.casefold()))


def is_in_unknown_language(message: Message) -> bool:
    """Whether nothing of a text is German, English or French."""
    if message.is_official or message.is_on_subject or has_common_words(message):
        return False
    return count_letters(message.prose) >= SHORT


def is_random(message: Message) -> bool:
    """Whether a text is made of keys hit at random: odd words, signs, one word again and again."""
    words = TOKEN.findall(message.prose)
    if not words or count_letters(message.prose) < 0.4 * len("".join(message.prose.split())):
        return not message.foreign_links(message.text)
    if sum(map(is_odd, words)) > MOST_ODD_WORDS * len(words):
        return True
    most = Counter(word.casefold() for word in words).most_common(1)[0][1]
    return most > 3 and most > MOST_REPEATED * len(words)


def is_odd(word: str) -> bool:
    """Whether no language has such a word, in Latin letters; short ones may be abbreviations."""
    small = word.lower()
    if len(word) < 5 or not small.isascii():
        return False
    return bool(
        not VOWEL.search(small)
        or CONSONANTS.search(CLUSTERS.sub("t", small))
        or CASES_MIXED.search(word)
        or DIGITS_MIXED.search(small)
    )


def repeats_fields(message: Message) -> bool:
    """Whether a program put the same into all fields."""
    fields = [" ".join(each.casefold().split()) for each in message.short_fields]
    filled = Counter(each for each in fields if each)
    concern = " ".join(message.concern[:READ].casefold().split())
    return concern in filled or max(filled.values(), default=0) > 2


def is_all_capitals(message: Message) -> bool:
    letters = [each for each in message.prose if each.isalpha()]
    return len(letters) >= SHORT and sum(map(str.isupper, letters)) > MOST_CAPITALS * len(letters)


def count_letters(text: str) -> int:
    return sum(map(str.isalpha, text))


CHECKS: dict[str, Callable[[Message], bool]] = {
    "trap": fell_into_trap,
    "speed": is_too_fast,
    "links": has_odd_links,
    "words": has_spam_words,
    "contacts": has_lists_of_contacts,
    "script": is_in_foreign_script,
    "language": is_in_unknown_language,
    "letters": is_random,
    "repeats": repeats_fields,
    "capitals": is_all_capitals,
}


def suspicions(message: Message) -> list[str]:
    """Return why a message goes to staff first, as keys of CHECKS; none lets it through."""
    return [reason for reason, applies in CHECKS.items() if applies(message)]
