"""What profiles say in their own words, and which of a request's words they share."""

from collections import Counter
from collections.abc import Collection, Iterable
from html import unescape
from math import log

from django.utils.html import strip_tags

from members.models import MemberPage
from search.german import WORD, fold, plain, stem

from .asked import alike, tells

TEXTS = "role summary about qualifications references organisations".split()
LONG_WORD = 9
#: How much a synonym counts beside the word itself.
SYNONYM = 0.5
#: So many words are told as a reason.
MOST_TOLD = 3


class OwnWords:
    """The words of some profiles; one that few of them say counts more."""

    def __init__(self, members: Iterable[MemberPage]) -> None:
        self.spellings = {member.pk: words_of(member) for member in members}
        self.uses = Counter(word for words in self.spellings.values() for word in words)

    def common(
        self, pk: int, words: Collection[str], synonyms: Collection[str]
    ) -> tuple[float, list[str]]:
        """Return the points of a profile for what it shares, and the words, the rarest first."""
        own = self.spellings[pk]
        points = {word: SYNONYM * self.rarity(word) for word in own if word in synonyms}
        for word in words:
            fitting = [word] if word in own else [other for other in own if alike(other, word)]
            points |= {other: self.rarity(other) for other in fitting[:1]}
        best = sorted(points, key=lambda word: (-points[word], word))
        return sum(points[word] for word in best), [own[word] for word in best[:MOST_TOLD]]

    def rarity(self, word: str) -> float:
        """1 for a word of one profile alone, towards 0 for one of all."""
        number = len(self.spellings) + 1
        return log(number / self.uses[word]) / log(number)


def words_of(member: MemberPage) -> dict[str, str]:
    """Return {stem: spelling} of what tells something in a profile: nouns, and other long words."""
    text = "\n".join(str(getattr(member, name)) for name in TEXTS)
    text = unescape(strip_tags(text.replace("<", " <")))
    found: dict[str, str] = {}
    for spelling in WORD.findall(plain(text)):
        word = stem(fold(spelling))
        if tells(word) and (spelling[0].isupper() or len(word) >= LONG_WORD):
            found.setdefault(word, spelling)
    return found
