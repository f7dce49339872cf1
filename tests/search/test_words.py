"""German words: spelling, inflection, gender and typing errors do not matter."""

import pytest

from search.german import stems
from search.queries import LONGEST_QUERY, MOST_TERMS, parse, tidy
from search.typos import one_error_apart

SAME = [
    ("Berater*in", "Berater:in", "Berater_in", "BeraterIn", "Berater/in", "Berater/-in", "Berater"),
    ("Berater*innen", "Berater:innen", "BeraterInnen", "Berater(innen)", "Beraterinnen", "beraten"),
    ("Beratung", "beraten", "Beraterin", "Beratungen"),
    ("Akteur*innen", "Akteurinnen", "Akteure", "Akteurin"),
    ("Migrant:innen", "Migranten", "Migrantin"),
    ("Expertin", "Experten", "Expert*innen"),
    ("Öffnung", "Oeffnung", "ÖFFNUNG", "Offnung"),
    ("Straße", "Strasse", "STRASSE", "straße"),
    ("Müller", "Mueller", "Muller"),
    ("Städte", "Staedte", "Stadt"),
    ("Geflüchtete", "Gefluechteten", "Geflüchteter"),
    ("São", "Sao"),
    ("kommunale", "kommunaler", "Kommunalen"),
    ("Unterkunft", "Unter\u00adkunft", "Unter\u200bkunft", "\ufeffUnterkunft", "Unter\u2060kunft"),
    ("Beraterin", "Berater\u00ad*in", "Berater*\u200din", "Bera\u00adterIn"),
    ("Öffnung", "O\u034f\u0308ff\u00adnung", "\u202aÖffnung\u202c", "Öﬀnung"),
]
DIFFERENT = [("Termin", "Term"), ("Berlin", "Berl"), ("Verein", "Vere"), ("neue", "nü")]


@pytest.mark.parametrize("words", SAME, ids=lambda words: words[0])
def test_spellings_of_a_word_are_one(words):
    assert len({tuple(stems(word)) for word in words}) == 1, [stems(word) for word in words]


@pytest.mark.parametrize("words", DIFFERENT, ids=lambda words: words[0])
def test_other_words_stay_others(words):
    assert len({tuple(stems(word)) for word in words}) == 2


def test_english_has_its_own_stems():
    assert stems("advising advised", "en") == ["advis", "advis"]


def test_gender_star_leaves_other_punctuation_alone():
    assert stems("9:30 Uhr, und/in Köln (innen)") == stems("9 30 Uhr und in Köln innen")


@pytest.mark.parametrize(
    ("typed", "meant", "is_near"),
    [
        ("beratnug", "beratung", True),
        ("beratng", "beratung", True),
        ("beratuung", "beratung", True),
        ("beratumg", "beratung", True),
        ("eratung", "beratung", True),
        ("beratun", "beratung", True),
        ("beratung", "beratung", False),
        ("bertanug", "beratung", False),
        ("haus", "maut", False),
    ],
)
def test_one_typing_error(typed, meant, is_near):
    assert one_error_apart(typed, meant) is is_near
    assert one_error_apart(meant, typed) is is_near


def test_query_is_read_as_words_and_phrases():
    query = parse('Was kostet die "Eine Welt" Beratung?')
    assert [term.stems for term in query.terms] == [("ein", "welt"), ("kost",), ("berat",)]


@pytest.mark.parametrize(
    "text",
    ["Wen kann ich anrufen?", "Wem gehört das?", "Wessen Projekte sind das?", "Wozu dient es?"],
)
def test_small_words_of_a_question_are_left_out(text):
    assert len(parse(text).terms) == 1


def test_query_of_small_words_alone_still_asks_for_them():
    assert parse("wer wir sind").stems == ("wer", "wir", "sind")


def test_query_without_a_word_asks_nothing():
    assert not parse("  \"*:( — 😀 ' ")


def test_query_is_bounded():
    assert len(parse("wort%s " * 3000 % tuple(range(3000))).terms) == MOST_TERMS
    assert tidy("a\0b\n  c" + "x" * 10_000) == ("ab c" + "x" * 10_000)[:LONGEST_QUERY]
