"""“Über mich” as plain text and back: nothing that was written changes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from members.profile_values.text import to_html, to_plain

STEMS = "Mitarbeiter Bürger Kolleg Ärzt Lehrer Freund Bürgermeister Migrant".split()
SIGNS = ["*", "_", ":", "/", "/-", "/*", "*/", "·", "•", "(", "!", "’", "\u00ad*", "I"]
ENDINGS = ["in", "innen", "innen-", "innenrat", "innen.", "innen,", "inn*en", "e"]
OTHERS = """
    der*die die*der eine*r jede_r ein:e ihr*ihm sie*er er_sie Sinti*zze Rom*nja Jüd*innen* *innen
    Expert*innen- und Bürger*innen-Rat trans* Frauen* inter* (Bürger*innen) „Kolleg*innen“ x*y*z
    * ** *** _ 5*3*2 foo_bar_ https://example.org/a_b_c \\* \\ - 1. 2) Beirat,
""".split()


def gender_forms():
    made = st.builds("".join, st.tuples(*map(st.sampled_from, (STEMS, SIGNS, ENDINGS))))
    return st.one_of(made, st.sampled_from(OTHERS))


def sentences(words=gender_forms):
    return st.lists(words(), min_size=1, max_size=8).map(" ".join)


@pytest.mark.parametrize(
    "text",
    [
        "Mitarbeiter*innen und Bürger*innen",
        "Bürger_innen und Kolleg_innen",
        "Kolleg:innen, der*die Ärzt*in, eine*r der Ärzt*innen- und Lehrer*innen-Räte",
        "Lehrer/*innen und Schüler*/innen",
        "(Mitarbeiter*innen), „Bürger*innen“; Expert*innen.",
    ],
)
def test_gender_forms_become_no_marks(text):
    assert to_html(text) == f"<p>{text}</p>"
    assert to_plain(to_html(text)) == text


@settings(max_examples=300, deadline=None)
@given(st.lists(sentences(), min_size=1, max_size=4))
def test_what_staff_wrote_is_the_same_after_the_advisor_saved_it(paragraphs):
    html = "".join(f"<p>{text}</p>" for text in paragraphs)
    assert to_html(to_plain(html)) == html


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["", "b", "i"]), sentences()), min_size=1, max_size=5))
def test_no_word_changes_beside_or_within_bold_and_italic(parts):
    tagged = [f"<{tag}>{text}</{tag}>" if tag else text for tag, text in parts]
    words = " ".join(text for _tag, text in parts)
    again = to_html(to_plain(f"<p>{' '.join(tagged)}</p>"))
    for tag in ("b", "i"):
        again = again.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    assert again == f"<p>{words}</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<p>Für <i>Mitarbeiter*innen</i> und <b>Bürger*innen</b>.</p>",
        "<p><b>Erste Zeile</b><br/><b>zweite</b></p>",
        "<p><b><i>beides</i></b>, <b>fett mit <i>schräg</i></b></p>",
        "<p>Das Wort *wichtig* in Sternen, **so**</p>",
        "<p>1. Januar 2026: <b>Beginn</b></p>",
        "<p>- kein Punkt</p><ul><li>1. doch einer</li><li>*zwei*</li></ul>",
        "<p>z.\u00a0B. Rom*nja</p>",
    ],
)
def test_round_trip_is_lossless(html):
    assert to_html(to_plain(html)) == html


def test_bold_over_a_line_break_stays_bold():
    assert to_html(to_plain("<p><b>a<br/>b</b></p>")) == "<p><b>a</b><br/><b>b</b></p>"


def test_mark_within_a_word_is_left_out_and_the_word_stays():
    """It cannot be written; stars in the middle of the word would be worse."""
    assert to_html(to_plain("<p>Mitarbeiter<b>innen</b></p>")) == "<p>Mitarbeiterinnen</p>"


def test_marks_that_are_typed_count():
    assert to_html("***beides*** *eins* **zwei *und* drei** 4 * 5") == (
        "<p><b><i>beides</i></b> <i>eins</i> <b>zwei <i>und</i> drei</b> 4 * 5</p>"
    )
