"""Two new wordings of one text, merged sentence by sentence."""

import random

import pytest

from miglobe_site.merge.sentences import merge_sentences, split_sentences

BASE = "Wir beraten Kommunen. Das kostet nichts. Rufen Sie uns an."


@pytest.mark.parametrize(
    "sentences",
    [
        ["Am 3. Oktober, z. B. in Bonn, ist frei. ", "Dann nicht!"],
        ["Dr. Müller berät (auch abends). ", "„Kommen Sie!“ ", "Wir warten."],
        ["Fett <b>ist. Dieser</b> Satz. ", "<i>Kursiv.</i> ", "Ende."],
        ["Zeile<br/>Zeile. ", "Ende"],
        [],
    ],
)
def test_sentences_put_together_are_the_text(sentences):
    assert split_sentences("".join(sentences)) == sentences


def test_changes_of_different_sentences_are_both_kept():
    ours = BASE.replace("Kommunen", "Städte in Baden")
    source = BASE.replace("an", "gern an")
    merged = merge_sentences(BASE, ours, source)
    assert merged == "Wir beraten Städte in Baden. Das kostet nichts. Rufen Sie uns gern an."


@pytest.mark.parametrize(
    ("ours", "source"),
    [
        (BASE.replace("nichts", "wenig"), BASE.replace("nichts", "viel")),
        (BASE + " Wir sind da.", BASE + " Schreiben Sie uns."),
        (BASE.replace("nichts", "wenig"), BASE.replace("nichts.", "nichts. Wirklich.")),
        (BASE.replace(" Das kostet nichts.", ""), BASE.replace("nichts", "viel")),
        (BASE, "x" * 20_001),
    ],
)
def test_changes_of_the_same_sentence_are_not_merged(ours, source):
    assert merge_sentences(BASE, ours, source) is None


def test_what_both_changed_alike_stands_there_once():
    both = BASE.replace("nichts", "wenig")
    source = both.replace("an", "gern an")
    assert merge_sentences(BASE, both, source) == source


def test_line_breaks_are_kept():
    base, ours = "Eins.\nZwei.\n\nDrei.", "Eins.\nZwei!\n\nDrei."
    assert merge_sentences(base, ours, "Eins!\nZwei.\n\nDrei.") == "Eins!\nZwei!\n\nDrei."


@pytest.mark.parametrize("seed", range(50))
def test_nothing_of_either_side_is_lost(seed):
    rng = random.Random(seed)
    base = [f"Satz {number} steht hier." for number in range(rng.randint(2, 8))]

    def edited(mark):
        sentences = list(base)
        for number in range(rng.randint(1, 2)):
            at = rng.randrange(len(sentences))
            choice = rng.random()
            if choice < 0.6:
                sentences[at] = f"Neu {mark}{number}."
            elif choice < 0.8:
                sentences.insert(at, f"Dazu {mark}{number}.")
            elif len(sentences) > 1:
                del sentences[at]
        return sentences

    ours, source = edited("o"), edited("s")
    merged = merge_sentences(*(" ".join(sentences) for sentences in (base, ours, source)))
    if merged is not None:
        new = [part for part in (*ours, *source) if part not in base]
        assert all(merged.count(part) == 1 for part in new)
        gone = [part for part in base if part not in ours or part not in source]
        assert not any(part in merged for part in gone)
