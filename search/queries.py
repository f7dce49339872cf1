"""What somebody asks for, read from a text that may hold any nonsense."""

import re
from dataclasses import dataclass, field, replace

from .german import STOP_WORDS, folded, stem

LONGEST_QUERY = 200
MOST_TERMS = 8
#: From this length on, the beginning of a word finds it: "Entwicklungs" finds compounds.
PREFIX_FROM = 3
PHRASE = re.compile(r'["„“”»«]([^"„“”»«]+)["„“”»«]')


@dataclass(frozen=True)
class Term:
    """A word, or a phrase of several: ``stems`` are as they are stored, ``words`` as typed."""

    stems: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def is_prefix(self):
        return len(self.stems) == 1 and len(self.stems[0]) >= PREFIX_FROM


@dataclass(frozen=True)
class Query:
    """All terms must be found, or with ``any_term`` one of them."""

    terms: tuple[Term, ...] = ()
    language: str = "de"
    any_term: bool = False
    stems: tuple[str, ...] = field(init=False)

    def __post_init__(self):
        stems = tuple(stem for term in self.terms for stem in term.stems)
        object.__setattr__(self, "stems", stems)

    def __bool__(self):
        return bool(self.terms)

    @property
    def key(self):
        """The query in words that do not depend on inflection, order of quotes and spelling."""
        return " ".join(self.stems)

    def loosened(self):
        return replace(self, any_term=True)


def tidy(text):
    """Return a query as it is shown again: one line of at most LONGEST_QUERY characters."""
    visible = "".join(char for char in str(text)[: 4 * LONGEST_QUERY] if char.isprintable())
    return " ".join(visible.split())[:LONGEST_QUERY]


def parse(text, language="de"):
    """Return the Query that a text means; without any word it is false."""
    language = "en" if language == "en" else "de"
    phrases = [folded(phrase) for phrase in PHRASE.findall(text)]
    words = folded(PHRASE.sub(" ", text))
    telling = [word for word in words if word not in STOP_WORDS]
    if not telling and not phrases:
        telling = words
    groups = [words for words in phrases if words] + [[word] for word in telling]
    groups = list(dict.fromkeys(map(tuple, groups)))[:MOST_TERMS]
    return Query(
        tuple(Term(tuple(stem(word, language) for word in g), g) for g in groups), language
    )
