"""What somebody asks for, read from a text that may hold any nonsense."""

import re
from dataclasses import dataclass, field, replace

from .german import STOP_WORDS, folded, stem, stems

LONGEST_QUERY = 200
MOST_TERMS = 8
#: From this length on, the beginning of a word finds it: "Entwicklungs" finds compounds.
PREFIX_FROM = 3
PHRASE = re.compile(r'["„“”»«]([^"„“”»«]+)["„“”»«]')


@dataclass(frozen=True)
class Term:
    """A word, or a phrase of several: ``stems`` are as they are stored, ``words`` as typed.

    ``is_unfinished``: somebody is still typing it. ``is_quoted``: nothing else is meant.
    ``is_loose``: its words need not stand together. ``others``: what is found for it as well, as
    stems that must all be there (search.related).
    """

    stems: tuple[str, ...]
    words: tuple[str, ...]
    is_unfinished: bool = False
    is_quoted: bool = False
    is_loose: bool = False
    others: tuple[tuple[str, ...], ...] = ()

    @property
    def is_prefix(self) -> bool:
        long_enough = len(self.stems) == 1 and len(self.stems[0]) >= PREFIX_FROM
        return long_enough or self.is_unfinished

    @property
    def may_widen(self) -> bool:
        """Whether synonyms and compounds may be looked for: it is one whole word."""
        return len(self.stems) == 1 and not self.is_unfinished and not self.is_quoted

    @property
    def parts(self) -> tuple["Term", ...]:
        """The term itself without others, in words where they need not stand together."""
        if self.is_loose:
            return tuple(Term((s,), (w,)) for s, w in zip(self.stems, self.words, strict=True))
        return (replace(self, others=()),)


@dataclass(frozen=True)
class Query:
    """All terms must be found, or with ``any_term`` one of them.

    ``whole`` are the stems of all words, small ones too: the name of a page may have some.
    """

    terms: tuple[Term, ...] = ()
    language: str = "de"
    whole: tuple[str, ...] = ()
    any_term: bool = False
    stems: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        own = tuple(stem for term in self.terms for stem in term.stems)
        object.__setattr__(self, "stems", own)

    def __bool__(self) -> bool:
        return bool(self.terms)

    @property
    def key(self) -> str:
        """The query in words whose inflection, spelling and order do not matter."""
        return " ".join(sorted(set(self.stems)))

    @property
    def is_wide(self) -> bool:
        """Whether more is found than what was typed."""
        return any(term.others for term in self.terms)

    @property
    def own(self) -> "Query":
        """The query as it was typed, without what is found for it as well."""
        return replace(self, terms=tuple(part for term in self.terms for part in term.parts))

    def loosened(self) -> "Query":
        return replace(self, any_term=True)


def tidy(text: str) -> str:
    """Return a query as it is shown again: one line of at most LONGEST_QUERY characters."""
    visible = "".join(char for char in str(text)[: 4 * LONGEST_QUERY] if char.isprintable())
    return " ".join(visible.split())[:LONGEST_QUERY]


def parse_unfinished(text: str, language: str = "de") -> Query:
    """Return the Query of a text whose last word is still being typed."""
    *done, last = folded(text)[-MOST_TERMS:] or [""]
    if not last:
        return Query(language=language)
    terms = [Term((stem(word, language),), (word,)) for word in done]
    return Query((*terms, Term((last,), (last,), is_unfinished=True)), language)


def parse(text: str, language: str = "de") -> Query:
    """Return the Query that a text means; without any word it is false."""
    language = "en" if language == "en" else "de"
    text = text[:LONGEST_QUERY]
    phrases = [folded(phrase) for phrase in PHRASE.findall(text)]
    words = folded(PHRASE.sub(" ", text))
    telling = [word for word in words if word not in STOP_WORDS]
    if not telling and not phrases:
        telling = words
    quoted = [tuple(phrase) for phrase in phrases if phrase]
    groups = list(dict.fromkeys([*quoted, *((word,) for word in telling)]))[:MOST_TERMS]
    terms = tuple(
        Term(tuple(stem(word, language) for word in g), g, is_quoted=g in quoted) for g in groups
    )
    return Query(terms, language, tuple(stems(text, language)))
