"""Words as the search compares them, so that spelling, inflection and gender do not matter.

"Berater*innen", "BeraterInnen", "Beraterin", "beraten" and "Beratung" all become "berat";
"Öffnung", "Oeffnung" and "offnung" become "offnung". The same code makes the words that are stored
and those that are asked for, so that PostgreSQL and SQLite find the same.
"""

import re
import threading
import unicodedata
from functools import lru_cache
from typing import Protocol

import snowballstemmer

LONGEST_WORD = 60
LETTER = r"[^\W\d_]"
#: What stands between the word and its ending in Berater*in, :in, _in, ·in, /in, /-in and (in).
GENDER = re.compile(
    rf"(?<={LETTER})[*:_·](?={LETTER})"
    rf"|(?<={LETTER}{{4}})(?:/-?(?=in(?:nen)?\b)|\((?=in(?:nen)?\)))",
    re.IGNORECASE,
)
#: Soft hyphens, characters without width, directions of writing: a person sees one word.
UNSEEN = re.compile(
    r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
INNER_CAPITAL = re.compile(r"(?<=[a-zäöüß])I(?=n(?:nen)?\b)")
WORD = re.compile(r"[^\W_]+")
#: ae, oe, ue for umlauts; after a vowel or q they are none ("neue", "Bauer", "Quelle").
UMLAUT = re.compile(r"(?<![aeiouq])([aou])e")
OTHER_LETTERS = str.maketrans({"ø": "o", "æ": "a", "œ": "o", "ł": "l", "đ": "d", "ı": "i"})
FEMININE = re.compile(r"(.{2,}(?:and|ant|at|ent|er|ert|eur|ist|log|or))in(?:nen)?")
#: Words that say nothing about the subject: left out of a query that has others.
STOP_WORDS = frozenset(
    """
    aber alle als also am an and andere anderen anderer are auch auf aus bei bin bis bitte by da
    dann darf das dass de dein deine dem den der des die diese diesem diesen dieser dieses do
    doch does dort du durch durfen ein eine einem einen einer er es etwas for fuer fur gegen
    gehen geht gemacht gerne gibt gibts habe haben hat hatte hatten hier how ich ihnen ihr ihre
    ihrem ihren ihrer im in is ist it jede jedem jeden jeder jedes kann kein keine keinen
    koennen konnen lassen machen macht man mehr mein mich mir mit mochte mochten muss mussen my
    nach nicht noch nun nur ob oder of ohne on or schon sein seine seiner seit selbst sich sie
    sind soll sollen sowie the to uber ueber um und uns unser unsere unter us viel viele von vor
    wann war waren warum was we weil welche welchem welchen welcher welches wem wen wenn wer
    werde werden weshalb wessen what when where which who wie wieso will wir wird with wo wofur
    woher wohin wollen wozu wurde wurden you your zu zum zur zwischen
    """.split()
)
_stemmers = threading.local()


class Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...


def seen(text: str) -> str:
    """Return a text as a person sees it, without what has no width."""
    return UNSEEN.sub("", text)


def plain(text: str) -> str:
    """Return a text with its gender forms written as one word each: "Berater*in" as "Beraterin"."""
    text = unicodedata.normalize("NFC", seen(text))
    return INNER_CAPITAL.sub("i", GENDER.sub("", text))


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Return a word in lower case, without umlauts, ß and accents, however they are written."""
    word = unicodedata.normalize("NFKD", word[:LONGEST_WORD].casefold())
    word = "".join(letter for letter in word if not unicodedata.combining(letter))
    return UMLAUT.sub(r"\1", word.translate(OTHER_LETTERS))


@lru_cache(maxsize=50_000)
def stem(word: str, language: str = "de") -> str:
    """Return the stem of a folded word."""
    if language == "en":
        return stemmer("english").stemWord(word)
    if match := FEMININE.fullmatch(word):
        word = match[1]
    return stemmer("german").stemWord(word)


def stemmer(name: str) -> Stemmer:
    """Return a stemmer of this thread: one keeps its state in itself."""
    if not hasattr(_stemmers, name):
        setattr(_stemmers, name, snowballstemmer.stemmer(name))
    return getattr(_stemmers, name)


def folded(text: str) -> list[str]:
    """Return the words of a text, folded."""
    return [part for word in WORD.findall(plain(text)) for part in WORD.findall(fold(word))]


def stems(text: str, language: str = "de") -> list[str]:
    """Return the stems of the words of a text, in order."""
    return [stem(word, language) for word in folded(text)]


def names(title: str, language: str = "de") -> str:
    """Return what is stored of a title: its stems, then its other words as they are typed.

    The second part is for suggestions, since half a word has no stem: see stems_of_names().
    """
    own = stems(title, language)
    others = [word for word in dict.fromkeys(folded(title)) if word not in own]
    return f"{' '.join(own)} / {' '.join(others)}"


def stems_of_names(stored: str) -> list[str]:
    return stored.partition(" / ")[0].split()
