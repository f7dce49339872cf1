"""The words before a name: only the Saarland has an article, so they change with it."""

import re

from ..registry import Edition
from .mentions import Kind, Mention
from .reasons import Reason
from .seen import Edit
from .vocabulary import ARTICLED, HARMLESS_FIRST

#: What stands before a name without an article, and before one with.
PREPOSITIONS = {
    "aus": "aus dem",
    "bei": "beim",
    "durch": "durch das",
    "für": "für das",
    "gegen": "gegen das",
    "gegenüber": "gegenüber dem",
    "in": "im",
    "mit": "mit dem",
    "nach": "ins",
    "ohne": "ohne das",
    "über": "über das",
    "um": "um das",
    "von": "vom",
    "zu": "zum",
}
WITH_ARTICLE = {long: short for short, long in PREPOSITIONS.items()}
#: The last two words before a name, and the last one.
LAST_WORDS = [re.compile(rf"(?<![\w-]){words}(?=\s+$)") for words in (r"\w+\s+\w+", r"\w+")]
ARTICLE = re.compile(
    r"(?:das|die|der|den|dem|des|eine?[mnrs]?|diese[mnrs]?|unsere?[mnrs]?|jede[mnrs]?|kein\w{0,2}"
    r"|im|vom|beim|zum|zur|ins|am)",
    re.IGNORECASE,
)
#: Prepositions whose genitive stands behind them as it does behind a noun.
GENITIVE_PREPOSITIONS = {"innerhalb", "außerhalb", "seitens", "nördlich", "südlich", "inmitten"}
#: "des Saarlandes" behind a noun.
WITH_GENITIVE_ARTICLE = re.compile(r"(?<!\w)des\s+$")


def other_preposition(before: str, target: Edition) -> tuple[str, str] | None:
    """Return the preposition as it stands, and the one for the name of a target."""
    words = PREPOSITIONS if target.key in ARTICLED else WITH_ARTICLE
    for pattern in LAST_WORDS:
        match = pattern.search(before[-24:])
        old = " ".join(match[0].split()) if match else ""
        if match and (new := words.get(old[:1].lower() + old[1:])):
            return match[0], new[0].upper() + new[1:] if old[0].isupper() else new
    return None


def wide_word(edition: Edition) -> str:
    """Return what "hessenweit" is called in an edition, without its ending."""
    if edition.short_name == edition.state and "-" not in edition.state:
        return f"{edition.state.lower()}weit"
    return f"{edition.short_name}-weit"


def new_name(mention: Mention, target: Edition) -> str:
    return target.short_name if mention.kind is Kind.SHORT else target.state


def turned(
    mention: Mention, before: str, after: str, source: Edition, target: Edition
) -> list[Edit] | Reason:
    """Return the edits that turn a plain name, or why that is uncertain.

    ``before`` and ``after`` are what stands around it in its sentence.
    """
    name = [(mention.start, mention.end, new_name(mention, target))]
    from_article, to_article = source.key in ARTICLED, target.key in ARTICLED
    if mention.genitive == "es":
        return turned_genitive(mention, before, target)
    if mention.genitive:
        if target.state.endswith(("s", "z")) or mention.genitive in "’'":
            return Reason.GENITIVE
        if to_article and is_behind_noun(before, after):
            return [(mention.start, mention.last, f"des {target.state}es")]
        if to_article and not is_before_noun(after):
            return Reason.GENITIVE
        return Reason.ARTICLE if ends_with_article(before) else name
    if from_article == to_article:
        return Reason.ARTICLE if ends_with_article(before) else name
    if found := other_preposition(before, target):
        old, new = found
        start = mention.start - len(before) + before.rindex(old)
        return [(start, start + len(old), new), *name]
    if is_label(before, after) and not ends_with_article(before):
        return name
    return Reason.ARTICLE


def turned_genitive(mention: Mention, before: str, target: Edition) -> list[Edit] | Reason:
    """Return the edits that turn "des Saarlandes" behind a noun."""
    article = WITH_GENITIVE_ARTICLE.search(before)
    if target.state.endswith(("s", "z")) or target.key in ARTICLED:
        return Reason.GENITIVE
    words = before[: article.start()].split() if article else []
    if not words or not (words[-1][0].isupper() or words[-1].lower() in GENITIVE_PREPOSITIONS):
        return Reason.ARTICLE
    assert article
    return [(mention.start - len(article[0]), mention.last, f"{target.state}s")]


def ends_with_article(before: str) -> bool:
    words = before[-20:].split()
    return bool(words) and before[-1:].isspace() and bool(ARTICLE.fullmatch(words[-1]))


def is_before_noun(after: str) -> bool:
    """Whether a noun follows at once, perhaps behind an adjective."""
    first, second = [*after[:60].split()[:2], "", ""][:2]
    return first[:1].isupper() or (first.isalpha() and second[:1].isupper())


def is_behind_noun(before: str, after: str) -> bool:
    """Whether a genitive belongs to the noun before it: "die Kommunen Hessens"."""
    words = before[-60:].split()
    if not words or not before[-1:].isspace() or is_before_noun(after):
        return False
    return words[-1].lower() in GENITIVE_PREPOSITIONS or (words[-1][0].isupper() and len(words) > 1)


def is_label(before: str, after: str) -> bool:
    """Whether a name stands by itself, or behind a noun without an article: "MiGlobe Saarland"."""
    words = before.split()
    if (
        words
        and before[-1:].isspace()
        and (words[-1].startswith("MiGlobe") or words[-1] in HARMLESS_FIRST)
    ):
        return True
    alone_before = not words or before.rstrip()[-1] in '(„"|:–['
    return alone_before and not after.lstrip()[:1].isalnum()
