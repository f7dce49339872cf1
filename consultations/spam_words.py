"""The words of spam, of our subject and of three languages, from spam_words.toml."""

import re
import tomllib
from pathlib import Path

WEIGHTS = {"certain": 6, "likely": 2, "weak": 1}


def pattern(phrases: list[str]) -> re.Pattern[str]:
    """Return an expression for any of some phrases, in the notation of the data file."""
    # The longest first: "seo agency" is not found as "seo".
    ways = [
        re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ ", r"[ -]")
        for phrase in sorted(phrases, key=len, reverse=True)
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)")


def weights(text: str, topic: dict[re.Pattern[str], int]) -> dict[str, int]:
    """Return the different words of a topic in a text, and what each weighs."""
    return {found: each for words, each in topic.items() for found in words.findall(text)}


DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
LANGUAGES = {name: frozenset(words.split()) for name, words in DATA.pop("common").items()}
#: Small words of German, and of all languages in which we are written to.
GERMAN = LANGUAGES["german"]
COMMON = GERMAN.union(*LANGUAGES.values())
#: What requests are about.
SUBJECT = pattern(DATA.pop("subject")["words"])
#: What all spam says, and the topics that it has.
LURES, *TOPICS = (
    {pattern(phrases): WEIGHTS[level] for level, phrases in topic.items()}
    for topic in DATA.values()
)
