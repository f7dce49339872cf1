"""Which unit of one outline is which of another.

Blocks and items are known by their ids, or by saying the same. Paragraphs have keys, but a key is
no identity: Enter at the start of a paragraph leaves it with what is typed above, pasting over
everything leaves the first one on a foreign text, "Duplizieren" doubles them, and text that no
editor has touched has none. So what a paragraph says comes first, then its key if it says something
alike, then where it stands:

1. the same text in the same list, in order; then moved within the list
2. the same key in the same list, and alike
3. the same text anywhere ("Block teilen", blocks joined), then the same key anywhere and alike
4. alike, between the same neighbours; very alike, anywhere
5. what is then left between two neighbours, one to one: a paragraph that was rewritten from end to
   end is the commonest kind of own text
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping

from .likeness import ALIKE, VERY_ALIKE, is_long, likeness, words
from .match_blocks import Lists, match_blocks
from .outline import Name, Outline
from .pairs import Names, Pairs, same_keys

#: How far apart in a gap two paragraphs may stand that are compared by their words.
WINDOW = 8
#: How many are compared that stand anywhere, on both sides.
MOST_ELSEWHERE = 40


def match(base: Outline, other: Outline, ours: Outline | None = None) -> dict[Name, Name]:
    """Return {name in other: name in base} of the units that are the same.

    ``ours`` is our side, if the other one is source. Where several would do, what our side has
    comes first; and what it has refused is not rewritten from end to end: a text there is new.
    """
    matcher = Matcher(base, other, base if ours is None else ours)
    lists = match_blocks(matcher)
    for olds, news in lists:
        matcher.match_text(olds, news)
        matcher.match_key(olds, news)
    matcher.match_text_elsewhere()
    for olds, news in matcher.lists_between_which_something_travelled():
        matcher.match_text(olds, news)
        matcher.match_key(olds, news)
    if ours:
        matcher.match_words_of(ours)
    matcher.match_key_elsewhere()
    gaps = [gap for olds, news in lists for gap in matcher.gaps(olds, news)]
    for olds, news in lists:
        matcher.match_reworded(olds, news)
    matcher.match_reworded_elsewhere()
    for olds, news in lists:
        matcher.match_rest(olds, news)
    if not ours:
        matcher.match_own(gaps)
    for olds, news in lists:
        matcher.uncross_reworded_twins(olds, news)
    return matcher.old_of


def match_new(base: Outline, ours: Outline, source: Outline) -> dict[Name, Name]:
    """Return {name in source: name in ours} of what both have, equally, and base has not."""
    if ours.keys() <= base.keys() or source.keys() <= base.keys():
        return {}
    matcher = Matcher(ours, source)
    for known in {*base, *ours} & {*base, *source}:
        matcher.pair(known, known)
    for olds, news in match_blocks(matcher, whatever_id=True):
        matcher.match_text(olds, news)
    matcher.match_text_elsewhere()
    return {new: old for new, old in matcher.old_of.items() if new != old}


class Matcher(Pairs):
    """Pairs of paragraphs."""

    # What says the same

    def match_text(self, olds: Names, news: Names) -> None:
        if not all(self.free(olds, news)):
            return
        self.match_same(olds, news, key_and_text, kind_and_text, text)
        self.uncross_twins(olds, news)

    def uncross_twins(self, olds: Names, news: Names) -> None:
        """Pair those that say the same in their order: that they change places, nobody can see."""
        at = {old: index for index, old in enumerate(olds)}
        twins = defaultdict(list)
        for new in news:
            old = self.old_of.get(new)
            if old in at and text(self.old, old) == text(self.new, new):
                twins[kind_and_text(self.old, old), kind_and_text(self.new, new)].append(new)
        self.uncross(twins.values(), at)

    def uncross_reworded_twins(self, olds: Names, news: Names) -> None:
        """Of some that said the same and have no keys, nobody can see which was reworded."""
        at = {old: index for index, old in enumerate(olds) if not self.old[old].id}
        twins = defaultdict(list)
        for new in news:
            if (old := self.old_of.get(new)) in at:
                twins[kind_and_text(self.old, old), old in self.preferred].append(new)
        self.uncross(twins.values(), at)

    def uncross(self, twins: Iterable[Names], at: Mapping[Name, int]) -> None:
        """Pair the new ones of each group with their old ones in the order of both."""
        for same in twins:
            in_order = sorted((self.old_of[new] for new in same), key=at.__getitem__)
            for old, new in zip(in_order, same, strict=True):
                self.pair(old, new)

    def match_text_elsewhere(self) -> None:
        news = [new for new in paragraphs(self.new) if is_long(self.new[new].text)]
        self.match_anywhere(paragraphs(self.old), news, text)

    def match_words_of(self, ours: Outline) -> None:
        """Pair what source says in the same new words as our side."""
        free_olds, free_news = self.free(paragraphs(self.old), paragraphs(self.new))
        said = {ours[old].text: old for old in free_olds if old in ours}
        for new in free_news:
            if is_long(self.new[new].text) and (old := said.pop(self.new[new].text, None)):
                self.pair(old, new)

    # Paragraphs that changed

    def match_key(self, olds: Names, news: Names, least: float = ALIKE) -> None:
        """Pair what has the same key, once on each side, and says something alike."""
        free_olds, free_news = self.free(olds, news)
        if not (free_olds and free_news):
            return
        for old, new in same_keys(self.old, free_olds, self.new, free_news):
            if likeness(words(self.old[old].text), words(self.new[new].text)) >= least:
                self.pair(old, new)

    def match_key_elsewhere(self, least: float = ALIKE) -> None:
        self.match_key(paragraphs(self.old), paragraphs(self.new), least)

    def lists_between_which_something_travelled(self) -> Lists:
        """Return the lists whose short paragraphs may have gone along with long ones."""
        homes = {
            (self.old[old].home, self.new[new].home): None
            for new, old in self.old_of.items()
            if self.new[new].is_paragraph
        }
        return [(self.old.names_in(old), self.new.names_in(new)) for old, new in homes]

    def match_reworded(self, olds: Names, news: Names) -> None:
        """Pair what is alike between the same neighbours, then what is so anywhere in the list."""
        for gap in [*self.gaps(olds, news)]:
            self.pair_without_crossing(*gap, ALIKE)
        kept, free_news = self.free(self.kept(olds), news)
        for old, new in self.alike(kept, free_news, ALIKE):
            if all(self.free([old], [new])):
                self.pair(old, new)

    def pair_without_crossing(self, olds: Names, news: Names, least: float) -> None:
        """Pair what is alike, the most alike first, as long as the order is the same."""
        found: list[tuple[int, int]] = []
        for old, new in self.alike(olds, news, least):
            i, j = olds.index(old), news.index(new)
            if all((i - a) * (j - b) > 0 for a, b in found):
                found.append((i, j))
                self.pair(old, new)

    def match_reworded_elsewhere(self) -> None:
        olds, news = self.free(paragraphs(self.old), paragraphs(self.new))
        olds = [old for old in olds if is_long(self.old[old].text)]
        news = [new for new in news if is_long(self.new[new].text)]
        if max(len(olds), len(news)) <= MOST_ELSEWHERE:
            for old, new in self.alike(olds, news, VERY_ALIKE, MOST_ELSEWHERE):
                if all(self.free([old], [new])):
                    self.pair(old, new)

    def alike(
        self, olds: Names, news: Names, least: float, window: int = WINDOW
    ) -> list[tuple[Name, Name]]:
        """Return the pairs that are alike, the most alike first."""
        before = [(old, words(self.old[old].text)) for old in olds]
        after = [(new, words(self.new[new].text)) for new in news]
        scores = [
            (likeness(one, other), old, new)
            for i, (old, one) in enumerate(before)
            for new, other in after[max(0, i - window) : i + window + 1]
        ]
        found = sorted(scores, key=lambda entry: -entry[0])
        return [(old, new) for score, old, new in found if score >= least]

    def match_rest(self, olds: Names, news: Names) -> None:
        """Pair what is left in a gap, one to one; what was refused is left alone."""
        for gap_olds, gap_news in [*self.gaps(olds, news)]:
            for old, new in self.one_to_one(self.kept(gap_olds), gap_news):
                self.pair(old, new)

    def match_own(self, gaps: Lists) -> None:
        """Pair what our side has more or less of in a gap than base, then what has the same key.

        Some of it is base's in new words: to ask staff once too often is better than to keep a
        change of the source from them.
        """
        for olds, news in gaps:
            self.pair_without_crossing(*self.free(olds, news), 0)
            for old, new in zip(*self.free(olds, news), strict=False):
                self.pair(old, new)
        self.match_key_elsewhere(least=0)

    def kept(self, olds: Names) -> Names:
        """Return what our side has of these."""
        return [old for old in olds if old in self.preferred]


def key_and_text(outline: Outline, name: Name) -> Hashable:
    return outline[name].id, outline[name].leaves[()]


def kind_and_text(outline: Outline, name: Name) -> Hashable:
    kind_and_words: Hashable = outline[name].leaves[()]
    return kind_and_words


def text(outline: Outline, name: Name) -> Hashable:
    return outline[name].text


def paragraphs(outline: Outline) -> list[Name]:
    return [name for name, unit in outline.items() if unit.is_paragraph]
