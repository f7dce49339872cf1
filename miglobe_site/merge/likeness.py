"""How alike two texts are, by the words that they share."""

import re

#: From here on one text counts as a new wording of another.
ALIKE = 0.35
#: From here on, wherever it stands.
VERY_ALIKE = 0.6
#: Texts of up to so many characters ("Weitere Fragen") stand in many places; they prove nothing.
SHORT = 20
#: What comes behind so many characters is not looked at.
LIMIT = 20_000

WORD = re.compile(r"\w+")
TAG = re.compile(r"<[^>]*>")
FEW_LETTERS = 3


def words(html: str) -> set[str]:
    """Return the words of a text; short ones (und, die, in) only where there are no others."""
    found = {*WORD.findall(TAG.sub(" ", html[:LIMIT]).lower())}
    return {word for word in found if len(word) > FEW_LETTERS} or found


def likeness(one: set[str], other: set[str]) -> float:
    """Return the share of words that two texts have in common, from 0.0 to 1.0."""
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0


def is_long(text: str) -> bool:
    """Whether a text says enough to be known again in another place."""
    return len(text) > SHORT
