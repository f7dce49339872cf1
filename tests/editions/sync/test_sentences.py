"""What changed in a paragraph: which sentences, and which words in them."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from editions.sync.alignment import align, likeness
from editions.sync.sentences import changed_sentences, compare, split_sentences

WORDS = st.sampled_from(["eine", "andere", "Kommune", "fragt", "nach", "Rat", "und", "Hilfe"])
TEXTS = st.lists(st.lists(WORDS, max_size=5).map(" ".join), max_size=8)


@pytest.mark.parametrize(
    "sentences",
    [
        ["Ein Satz. ", "Noch einer! ", "Und noch einer?"],
        ["Themen sind z. B. Fairer Handel und Nr. 5 der Liste. ", "Das ist alles."],
        ["Das heißt, d. h. Perspektiven zählen, u. a. Ihre. ", "Punkt."],
        ["Am 3. Oktober und am 24. November 2026. ", "Danach nicht."],
        ["Seit 2017. ", "Vorher nicht."],
        ["Er fragt: „Was nun?“ ", "Sie antwortet."],
        ["Akteur*innen und Bürger:innen kommen. ", "Alle."],
        ["Mehr unter www.miglobe.de/mitglieder. ", "Rufen Sie an."],
        ["<b>Fett ist dieser Satz.</b> ", "Dieser nicht."],
        ["Ein Satz. ", '<a id="a1">Ein Verweis</a> folgt.'],
        ["<b>Zwei Sätze. Beide fett.</b> ", "Der dritte nicht."],
        ["Opferfelder Str. 22<br/>", "42719 Solingen"],
        ["Prof. Dr. Müller &amp; Co. GmbH berät. ", "Bzw. sie lädt ein."],
        ["Was kommt …? ", "„Vieles.“ ", "(Oder nichts.)"],
        ["ohne Ende"],
        [],
    ],
)
def test_paragraph_is_split_into_its_sentences(sentences):
    assert split_sentences("".join(sentences)) == sentences


MARKUP = st.recursive(
    st.sampled_from(
        ["Ein Satz. ", "Noch einer! ", "z. B. ", "Rat", " ", "&amp; ", "<br/>", "3. Mai."]
    ),
    lambda inner: st.lists(inner, max_size=4).flatmap(
        lambda parts: st.sampled_from(["{}", "<b>{}</b>", '<a id="a1">{}</a>']).map(
            lambda frame: frame.format("".join(parts))
        )
    ),
    max_leaves=12,
)


@given(MARKUP)
def test_parts_are_the_paragraph_again_and_sound_each(html):
    parts = split_sentences(html)
    assert "".join(parts) == html
    for part in parts:
        sound = str(BeautifulSoup(part, "html.parser"))
        assert sound.split() == part.split()


def texts(changes):
    return [(change.old.strip(), change.new.strip()) for change in changes]


def test_only_changed_sentences_are_named():
    old = "Der erste bleibt. Der zweite ist kurz. Der dritte bleibt."
    new = "Der erste bleibt. Der zweite ist länger geworden. Der dritte bleibt."
    assert texts(changed_sentences(old, new)) == [
        ("Der zweite ist kurz.", "Der zweite ist länger geworden.")
    ]


def test_added_and_removed_sentences_stand_alone():
    old = "Der erste bleibt. Dieser fällt weg. Der letzte bleibt."
    new = "Der erste bleibt. Der letzte bleibt. Einer kommt hinzu."
    assert texts(changed_sentences(old, new)) == [
        ("Dieser fällt weg.", ""),
        ("", "Einer kommt hinzu."),
    ]


def test_changed_link_or_bold_type_is_a_change_of_markup_alone():
    [change] = changed_sentences("Ein Satz.", "Ein <b>Satz</b>.")
    assert change.is_only_markup


def test_changed_words_are_marked_in_both_versions():
    old, new = compare("Wir laden Sie zum Dialog ein.", "Wir laden Sie zum Gespräch ein.")
    assert old == [("Wir laden Sie zum ", False), ("Dialog", True), (" ein.", False)]
    assert new == [("Wir laden Sie zum ", False), ("Gespräch", True), (" ein.", False)]


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
