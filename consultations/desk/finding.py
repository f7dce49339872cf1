"""Finding and sorting requests however a German name is spelled, the same on both databases.

SQLite knows the letters of English alone, PostgreSQL those of whichever locale it was made with. So
words become patterns in which each letter is written out.
"""

import re
import unicodedata
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Q, Value
from django.db.models.functions import Collate, Lower, Replace

from consultations.desk.queue import Requests
from search.german import fold

SEARCHED = ("municipality", "name", "email", "reference")
MOST_WORDS = 10
LETTERS = re.compile("ss|.", re.DOTALL)
#: The letters with accents of European languages stand before this one.
AFTER_LATIN = 0x250
#: What German telephone books sort beside another letter.
SORTED_AS = {"Ä": "a", "ä": "a", "Ö": "o", "ö": "o", "Ü": "u", "ü": "u", "ß": "ss"}
#: By code points, which is what both databases can do.
COLLATIONS = {"postgresql": "C", "sqlite": "BINARY"}


def found(requests: Requests, query: str) -> Requests:
    """Those with all words of a query; a reference is found in two halves too, as it is written."""
    reference = "".join(query.split())[:20]
    wanted = Q(reference__iexact=reference)
    if patterns := [pattern for word in query.split()[:MOST_WORDS] if (pattern := spellings(word))]:
        everywhere = Q()
        for pattern in patterns:
            everywhere &= Q(*((f"{name}__iregex", pattern) for name in SEARCHED), _connector=Q.OR)
        wanted |= everywhere
    return requests.filter(wanted)


def spellings(word: str) -> str:
    """A regular expression for a word as anybody may have spelled it: "koeln" is "Köln"."""
    letters = LETTERS.findall("".join(fold(word).split()))  # an accent alone is folded to a space
    return "".join(variants().get(letter) or re.escape(letter) for letter in letters)


@cache
def variants() -> dict[str, str]:
    """{letter: expression for all that it stands for when it is folded}."""
    letters: dict[str, str] = {}
    for each in map(chr, range(0xC0, AFTER_LATIN)):
        letters[fold(each)] = letters.get(fold(each), "") + each
    found = {
        letter: f"[{letter}{letter.upper()}{accents}{'ßẞ' if letter == 's' else ''}]"
        for letter, accents in letters.items()
        if len(letter) == 1 and letter.isascii() and unicodedata.category(letter) == "Ll"
    }
    umlauts = {letter: f"(?:{found[letter]}e?)" for letter in "aou"}
    return found | umlauts | {"ss": "(?:ss|[ßẞ])"}


def in_alphabet(name: str) -> Any:
    """An expression to sort by: umlauts beside their letters, capitals or not."""
    plain: Any = name
    for letter, sorted_as in SORTED_AS.items():
        plain = Replace(plain, Value(letter), Value(sorted_as))
    return Collate(Lower(plain), COLLATIONS[connection.vendor])
