"""Which block or item of one outline is which of another: by id, or by saying the same."""

from __future__ import annotations

from collections.abc import Hashable

from .outline import Name, Outline
from .pairs import Names, Pairs

Lists = list[tuple[Names, Names]]


def match_blocks(pairs: Pairs, whatever_id: bool = False) -> Lists:
    """Pair blocks from the top down; return the lists of paragraphs that belong together."""
    lists = []
    for name, unit in pairs.new.items():
        around = pairs.old.get(pairs.old_of[name]) if name in pairs.old_of else None
        for path, news in unit.lists.items() if around else ():
            olds = around.lists.get(path, []) if around else []
            if any(pairs.new[new].is_paragraph for new in news):
                lists.append((olds, news))
            else:
                match_id(pairs, olds, news)
                match_without_id(pairs, olds, news)
                if whatever_id:
                    pairs.match_same(olds, news, what_it_says)
    return lists


def match_id(pairs: Pairs, olds: Names, news: Names) -> None:
    free_olds, free_news = pairs.free(olds, news)
    known = {(pairs.old[old].type, pairs.old[old].id): old for old in free_olds}
    for new in free_news:
        unit = pairs.new[new]
        if unit.id and (old := known.pop((unit.type, unit.id), None)):
            pairs.pair(old, new)


def match_without_id(pairs: Pairs, olds: Names, news: Names) -> None:
    """Pair what says the same or stands in the same gap, if one of both had no id yet."""
    pairs.match_same([old for old in olds if not pairs.old[old].id], news, what_it_says)
    pairs.match_same(olds, [new for new in news if not pairs.new[new].id], what_it_says)
    for gap in [*pairs.gaps(olds, news)]:
        for old, new in pairs.one_to_one(*gap):
            one, other = pairs.old[old], pairs.new[new]
            if one.type == other.type and not (one.id and other.id):
                pairs.pair(old, new)


def what_it_says(outline: Outline, name: Name) -> Hashable:
    return repr(outline.bare(name))
