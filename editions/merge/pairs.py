"""Pairs of an old and a new name that are found step by step, and what is not yet in one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from .outline import PAGE, Name, Outline

Names = list[Name]


class Pairs:
    def __init__(self, old: Outline, new: Outline) -> None:
        self.old, self.new = old, new
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
