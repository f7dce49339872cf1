"""Pairs of an old and a new name that are found step by step, and what is not yet in one."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from difflib import SequenceMatcher

from .outline import PAGE, Name, Outline

Names = list[Name]
#: What two units may have in common.
Feature = Callable[[Outline, Name], Hashable]


class Pairs:
    """``preferred`` are the old names that come first, where several would do."""

    def __init__(self, old: Outline, new: Outline, preferred: Collection[Name] = ()) -> None:
        self.old, self.new, self.preferred = old, new, preferred
        self.old_of: dict[Name, Name] = {}
        self.used: set[Name] = set()
        self.pair(PAGE, PAGE)

    def pair(self, old: Name, new: Name) -> None:
        self.old_of[new] = old
        self.used.add(old)

    def free(self, olds: Iterable[Name], news: Iterable[Name]) -> tuple[Names, Names]:
        """Return those of two lists that are in no pair."""
        return (
            [old for old in olds if old not in self.used],
            [new for new in news if new not in self.old_of],
        )

    def gaps(self, olds: Names, news: Names) -> Iterator[tuple[Names, Names]]:
        """Yield what is free between neighbours that are paired, where that is so on both sides."""
        if not all(self.free(olds, news)):
            return
        at = {old: index for index, old in enumerate(olds)}
        paired = [(at[old], n) for n, new in enumerate(news) if (old := self.old_of.get(new)) in at]
        start_old = start_new = 0
        for end_old, end_new in [*rising(paired), (len(olds), len(news))]:
            gap = self.free(olds[start_old:end_old], news[start_new:end_new])
            if all(gap):
                yield gap
            start_old, start_new = end_old + 1, end_new + 1

    def match_same(self, olds: Names, news: Names, *features: Feature) -> None:
        """Pair what has a feature in common: in order first, then wherever in the list it is."""
        for feature in features:
            for gap in [*self.gaps(olds, news)]:
                self.match_in_order(*gap, feature)
        self.match_anywhere(olds, news, features[-1])

    def match_in_order(self, olds: Names, news: Names, feature: Feature) -> None:
        before = [feature(self.old, old) for old in olds]
        after = [feature(self.new, new) for new in news]
        same = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
        for i, j, size in same:
            for offset in range(size):
                self.pair(olds[i + offset], news[j + offset])

    def match_anywhere(self, olds: Names, news: Names, feature: Feature) -> None:
        """Pair what is the same wherever it stands, the preferred ones first."""
        free_olds, free_news = self.free(olds, news)
        if not (free_olds and free_news):
            return
        places = defaultdict(list)
        for old in sorted(free_olds, key=lambda old: old not in self.preferred):
            places[feature(self.old, old)].append(old)
        for new in free_news:
            if same := places.get(feature(self.new, new)):
                self.pair(same.pop(0), new)

    def one_to_one(self, olds: Names, news: Names) -> list[tuple[Name, Name]]:
        """Pair those with the same key, and the others in order where their numbers are equal."""
        pairs = same_keys(self.old, olds, self.new, news)
        other_olds = [old for old in olds if old not in {pair[0] for pair in pairs}]
        other_news = [new for new in news if new not in {pair[1] for pair in pairs}]
        if len(other_olds) == len(other_news):
            pairs += zip(other_olds, other_news, strict=True)
        return pairs


def same_keys(old: Outline, olds: Names, new: Outline, news: Names) -> list[tuple[Name, Name]]:
    """Pair those with the same key, if it stands once on each side."""
    old_by_key, new_by_key = only_once(old, olds), only_once(new, news)
    return [(old_by_key[key], new_by_key[key]) for key in old_by_key if key in new_by_key]


def only_once(outline: Outline, names: Iterable[Name]) -> dict[str, Name]:
    """Return {key: name} of the keys that only one of these units has."""
    found: dict[str, Name] = {}
    twice = {""}
    for name in names:
        key = outline[name].id
        if found.setdefault(key, name) != name:
            twice.add(key)
    return {key: name for key, name in found.items() if key not in twice}


def rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs, in order of the second, whose first ones rise too."""
    ends: list[int] = []  # the lowest end of a run of each length
    last: list[int] = []  # the index in ``pairs`` of that end
    before: list[int | None] = []
    for index, (value, _second) in enumerate(pairs):
        length = bisect_left(ends, value)
        ends[length : length + 1] = [value]
        last[length : length + 1] = [index]
        before.append(last[length - 1] if length else None)
    run, at = [], last[-1] if last else None
    while at is not None:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]
