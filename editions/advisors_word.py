"""How the interface of an edition names the advisors: a setting of its home page.

Django keeps a catalog for each locale, "de-x-bw" like "de". Where an edition writes
"Berater*innen", the texts of its catalog that name the advisors say so, whoever asks for them:
templates, labels and lists need not know. What staff write stays as they write it.
"""

from threading import Lock

from django.db import models
from django.utils.translation import trans_real

from .registry import parse_code


class AdvisorsWord(models.TextChoices):
    """The choices show how they look; there is nothing to translate."""

    PAIR = "pair", "Beraterinnen und Berater"
    ASTERISK = "asterisk", "Berater*innen"
    COLON = "colon", "Berater:innen"


MANY, ONE = "Beraterinnen und Berater", "Beraterin oder Berater"
#: In the dative, a pair has one letter more.
SHORT = {AdvisorsWord.ASTERISK: ("Berater*innen", "Berater*in"),
         AdvisorsWord.COLON: ("Berater:innen", "Berater:in")}  # fmt: skip


_changing = Lock()


def speak(code: str, word: str) -> None:
    """Let the interface in a locale name the advisors by one of AdvisorsWord.

    Plain German (Leichte Sprache) has no signs within words: it keeps the pair.
    """
    if parse_code(code)[0] == "de-simple":
        return
    translation = trans_real.translation(code)
    if getattr(translation, "advisors_word", AdvisorsWord.PAIR) == word:
        return
    with _changing:
        catalog = translation._catalog  # type: ignore[attr-defined]
        if not hasattr(translation, "in_pairs"):
            named = {key: text for key, text in catalog.items() if MANY in text or ONE in text}
            translation.in_pairs = named  # type: ignore[attr-defined]
        for key, text in translation.in_pairs.items():  # type: ignore[attr-defined]
            catalog[key] = worded(text, word)
        translation.advisors_word = word  # type: ignore[attr-defined]


def worded(text: str, word: str) -> str:
    """Return a text of the interface with the advisors named by one of AdvisorsWord.

    >>> worded("Passende Beraterinnen und Berater", "asterisk")
    'Passende Berater*innen'
    """
    if word not in SHORT:
        return text
    many, one = SHORT[AdvisorsWord(word)]
    return text.replace(f"{MANY}n", many).replace(MANY, many).replace(ONE, one)
