"""Which paragraph of a new version stands in the place of which one of the old."""

from hypothesis import given
from hypothesis import strategies as st

from editions.sync.alignment import align, likeness

WORDS = st.sampled_from(["eine", "andere", "Kommune", "fragt", "nach", "Rat", "und", "Hilfe"])
TEXTS = st.lists(st.lists(WORDS, max_size=5).map(" ".join), max_size=8)


def test_similar_paragraph_is_the_partner_although_one_before_it_was_removed():
    old = ["Alte Einleitung ohne Partner", "Wir beraten Kommunen gern und kostenlos"]
    new = ["Wir beraten alle Kommunen gern und kostenlos", "Ein ganz neuer Gedanke"]
    assert align(old, new) == [(0, None), (1, 0), (None, 1)]


def test_moved_paragraph_is_its_own_partner():
    assert align(["eins", "zwei", "drei"], ["drei", "eins", "zwei"]) == [(2, 0), (0, 1), (1, 2)]


@given(TEXTS, TEXTS, st.sets(st.integers(0, 7)))
def test_every_text_has_one_place_and_no_own_wording_is_lost(old, new, own):
    pairs = align(old, new, own)
    assert sorted(i for i, _j in pairs if i is not None) == list(range(len(old)))
    assert [j for _i, j in pairs if j is not None] == list(range(len(new)))
    if len(set(old) & set(new)) == 0:
        # All of it was replaced: own wording goes without a partner only where none is left.
        unpaired = [i for i, j in pairs if j is None and i in own]
        assert not unpaired or all(i is not None for i, _j in pairs)


@given(TEXTS)
def test_texts_that_stay_are_paired_with_themselves_in_order(old):
    assert align(old, old) == [(n, n) for n in range(len(old))]


@given(TEXTS, TEXTS)
def test_equal_texts_are_partners(old, new):
    pairs = align(old, new)
    for text in set(old) & set(new):
        equal = sum(1 for i, j in pairs if None not in (i, j) and old[i] == new[j] == text)
        assert equal == min(old.count(text), new.count(text))


def test_likeness_is_a_share():
    assert likeness("eins zwei", "eins zwei") == 1
    assert likeness("eins zwei", "drei vier") == 0
    assert likeness("", "") == 0
