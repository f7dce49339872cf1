"""Which text of a new version stands in the place of which text of the old one."""

from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache

#: From this share of common words on, one text is taken for a new wording of the other.
ALIKE = 0.4


def align(old, new, keep=frozenset()):
    """Pair two lists of texts; return [(index in old or None, index in new or None), …].

    Every index appears once. The pairs are in the order of ``new``; what is gone comes after what
    stood before it. Equal texts are paired first, wherever they stand, then similar ones in the
    same place, in order, then what else replaced one another there. ``keep`` holds indexes in
    ``old`` that stay unpaired only where nothing new is left in their place.
    """
    partners = {}
    gaps = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            partners.update(zip(range(i1, i2), range(j1, j2), strict=True))
        else:
            gaps.append((list(range(i1, i2)), list(range(j1, j2))))
    pair_moved(old, new, gaps, partners)
    for olds, news in gaps:
        pair_replaced(old, new, olds, news, keep, partners)
    pair_reworded_elsewhere(old, new, gaps, partners)
    return in_order(partners, len(old), len(new))


def pair_moved(old, new, gaps, partners):
    """Pair equal texts that stand in different places, and take them out of the gaps."""
    places = {}
    for _olds, news in gaps:
        for j in news:
            places.setdefault(new[j], []).append(j)
    moved = {}
    for olds, _news in gaps:
        for i in olds:
            if places.get(old[i]):
                moved[i] = places[old[i]].pop(0)
    partners.update(moved)
    taken = set(moved.values())
    for olds, news in gaps:
        olds[:] = [i for i in olds if i not in moved]
        news[:] = [j for j in news if j not in taken]


def pair_replaced(old, new, olds, news, keep, partners):
    """Pair what replaced one another in one gap; pairs leave the two lists of indexes."""
    matched = similar_in_order(old, new, olds, news)
    between, start = [], (0, 0)
    for i, j in [*matched, (None, None)]:
        end = (olds.index(i), news.index(j)) if i is not None else (len(olds), len(news))
        between.append((olds[start[0] : end[0]], news[start[1] : end[1]]))
        start = (end[0] + 1, end[1] + 1)
    for some_olds, some_news in between:
        kept = [i for i in some_olds if i in keep]
        others = [i for i in some_olds if i not in keep]
        chosen = sorted([*kept, *others][: len(some_news)])
        matched += zip(chosen, some_news, strict=False)
    remove(matched, olds, news)
    rest = list(zip([i for i in olds if i in keep], news, strict=False))
    remove(rest, olds, news)
    partners.update(matched)
    partners.update(rest)


def similar_in_order(old, new, olds, news):
    """Return the pairs of similar texts, in order, whose likeness is highest in sum."""
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    for a in range(len(olds) - 1, -1, -1):
        for b in range(len(news) - 1, -1, -1):
            like = likeness(old[olds[a]], new[news[b]])
            together = like + best[a + 1][b + 1] if like >= ALIKE else 0.0
            best[a][b] = max(together, best[a + 1][b], best[a][b + 1])
    pairs, a, b = [], 0, 0
    while a < len(olds) and b < len(news):
        if best[a][b] == best[a + 1][b]:
            a += 1
        elif best[a][b] == best[a][b + 1]:
            b += 1
        else:
            pairs.append((olds[a], news[b]))
            a, b = a + 1, b + 1
    return pairs


def pair_reworded_elsewhere(old, new, gaps, partners):
    """Pair similar texts that stand in different places, the most similar ones first."""
    olds = [i for gap in gaps for i in gap[0]]
    news = [j for gap in gaps for j in gap[1]]
    found = [(likeness(old[i], new[j]), i, j) for i in olds for j in news]
    taken = set()
    for like, i, j in sorted(found, key=lambda entry: (-entry[0], *entry[1:])):
        if like >= ALIKE and i not in partners and j not in taken:
            partners[i] = j
            taken.add(j)


def remove(pairs, olds, news):
    for i, j in pairs:
        olds.remove(i)
        news.remove(j)


def in_order(partners, count_old, count_new):
    """Return all pairs in the order of the new texts; what is gone follows what it followed."""
    origins = {j: i for i, j in partners.items()}
    result = [(origins.get(j), j) for j in range(count_new)]
    for i in range(count_old):
        if i not in partners:
            before = next((n for n, pair in enumerate(result) if pair[0] == i - 1), -1)
            result.insert(before + 1 if i else 0, (i, None))
    return result


def likeness(one, other):
    """Return which share of their words two texts have in common, 0 to 1."""
    words, other_words = words_of(one), words_of(other)
    common = sum((words & other_words).values())
    return 2 * common / ((words.total() + other_words.total()) or 1)


@lru_cache(maxsize=4096)
def words_of(text):
    return Counter(text.lower().split())
