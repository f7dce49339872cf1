"""What differs between two texts, as staff see it."""

import time

import pytest

from editions.origins.shown import words_that_differ

pytestmark = pytest.mark.sqlite_is_enough("No database is used.")

#: Sentences of eight words each.
MANY = [f"Das ist der Satz Nummer {n} von vielen." for n in range(1_000)]


def test_words_of_a_short_text_are_marked():
    assert words_that_differ("Kurz & gut, sagte sie dort.", "Lang & gut, sagte sie dort.") == (
        "<del>Kurz</del><ins>Lang</ins> &amp; gut, sagte sie dort."
    )


def test_of_a_long_text_the_sentences_that_differ_are_shown():
    new = [*MANY, "<b>Neu</b>."]
    new[500] = new[500].replace("vielen", "allen")
    new.pop(200)
    shown = words_that_differ(" ".join(MANY), " ".join(new))
    assert shown == (
        "… <del>Das ist der Satz Nummer 200 von vielen.</del> … "
        "Das ist der Satz Nummer 500 von <del>vielen.</del><ins>allen.</ins> … "
        "<ins>&lt;b&gt;Neu&lt;/b&gt;.</ins>"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (MANY, MANY[1:]),
        (MANY, MANY[::-1]),
        (MANY, [sentence.upper() for sentence in MANY]),
        (["Ja."] * 3_000, ["Ja."] * 2_999),
        ([f"wort{n}" for n in range(8_000)], [f"wort{n}" for n in range(1, 8_001)]),
    ],
    ids=["first left out", "turned round", "all changed", "all the same", "one sentence"],
)
def test_eight_thousand_words_take_no_seconds(old, new):
    start = time.process_time()
    assert words_that_differ(" ".join(old), " ".join(new))
    assert time.process_time() - start < 2
