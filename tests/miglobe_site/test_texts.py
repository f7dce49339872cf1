"""What people enter holds nothing that nobody sees, in whichever form it comes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miglobe_site import texts

BIDI, ZERO_WIDTH, NUL = "\u202e", "\u200b\u2060\ufeff", "\x00"


@pytest.mark.parametrize(
    ("entered", "clean"),
    [
        (f"Am{ZERO_WIDTH}ina{BIDI} Lindenfeld{NUL}", "Amina Lindenfeld"),
        ("Amina\r\nLinden\u2028feld\t ", "Amina Linden feld"),
        ("Lin\u00adden\u00adfeld", "Lindenfeld"),
        ("Mu\u0308ller", "Müller"),
        ("Am\u200dina\u200c", "Amina"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # Persian needs it
        ("Dr.\u00a0Lindenfeld", "Dr.\u00a0Lindenfeld"),
    ],
)
def test_names(entered, clean):
    assert texts.name(entered) == clean


def test_running_text_keeps_its_lines_and_soft_hyphens():
    entered = f"Ent\u00adwick\u00adlung{BIDI}\r\n\r\nZeile\x0bZeile 👩\u200d🌾{NUL}"
    assert texts.running_text(entered) == "Ent\u00adwick\u00adlung\n\nZeile\nZeile 👩\u200d🌾"


def test_tags_of_rich_text_stay():
    entered = f'<p data-block-key="a">\u0338Ein{ZERO_WIDTH} <b>Wo\u0308rt</b></p>'
    assert texts.html(entered) == '<p data-block-key="a">\u0338Ein <b>Wört</b></p>'


@given(st.text())
def test_what_is_clean_stays(entered):
    for clean in (texts.name, texts.single_line, texts.running_text, texts.html):
        assert clean(clean(entered)) == clean(entered)
        assert not set(clean(entered)) & {*ZERO_WIDTH, BIDI, NUL, "\r", "\u2028"}


@given(st.text())
def test_names_have_one_line(entered):
    assert len(texts.name(entered).splitlines()) <= 1
