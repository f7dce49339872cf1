"""What a person is shown of a change, and what a decision about it does."""

import random

import pytest

from miglobe_site.merge import Decision, Kind, map_texts, own_places, settle

from .editor import WORDS
from .pages import (
    ADVICE,
    CLIMATE,
    FAIR,
    NEWS,
    OWN,
    SCHEMA,
    SCHOOLS,
    Copy,
    block,
    item,
    page,
    paragraph,
    points,
    quote,
    texts,
)

pytestmark = pytest.mark.sqlite_is_enough("No database is used.")


def test_saving_with_changes_that_wait_takes_none():
    copy = Copy(page(block("x", paragraph(ADVICE, "a"))))
    copy.ours = page(block("x", paragraph(ADVICE.replace("zur", "zu"), "a")))
    source = page(block("x", paragraph(ADVICE, "a"), paragraph(NEWS, "b")), title="Neu")
    before = copy.ours
    copy.settle(source, None, None)
    assert copy.ours == before
    assert len(copy.changes(source)) == 2


def test_what_was_clean_when_shown_is_not_taken_into_text_typed_since():
    copy = Copy(page(block("x", paragraph(ADVICE, "a"))))
    source = page(block("x", paragraph(f"{ADVICE} {NEWS}", "a")))
    shown = copy.change(source)
    copy.ours = page(block("x", paragraph(f"{OWN} {ADVICE}", "a")))
    ticked = {shown.key: Decision.TAKE}
    assert settle(SCHEMA, copy.base, copy.ours, source, ticked).ours == copy.ours
    assert copy.change(source).key == shown.key


def test_a_tick_means_the_text_that_was_shown():
    copy = Copy(page(block("x", paragraph(ADVICE, "a"))))
    shown = copy.change(page(block("x", paragraph(ADVICE, "a"), paragraph(NEWS, "b"))))
    published = page(block("x", paragraph(ADVICE, "a"), paragraph(FAIR, "b")))
    ticked = {shown.key: Decision.TAKE}
    assert settle(SCHEMA, copy.base, copy.ours, published, ticked).ours == copy.ours


def test_two_changes_that_say_the_same_have_different_keys():
    copy = Copy(page(block("x", paragraph(ADVICE))))
    source = page(block("x", paragraph(NEWS), paragraph(ADVICE), paragraph(NEWS)))
    one, other = copy.changes(source)
    assert one.key != other.key
    copy.settle(source, Decision.TAKE, None)
    assert texts(copy.ours)[1:] == [NEWS, ADVICE]


def test_a_sentence_is_taken_into_own_text():
    copy = Copy(page(block("x", paragraph(f"{ADVICE} {CLIMATE}", "a"))))
    copy.ours = page(block("x", paragraph(f"{ADVICE} {OWN}", "a")))
    source = page(block("x", paragraph(f"{NEWS} {CLIMATE}", "a")))
    change = copy.change(source)
    assert change.offers == (Decision.TAKE_SENTENCE, Decision.REPLACE)
    assert change.merged.words == f"{NEWS} {OWN}"
    copy.settle(source, Decision.TAKE_SENTENCE)
    assert texts(copy.ours)[1:] == [f"{NEWS} {OWN}"]
    assert copy.changes(source) == []


def test_own_kind_of_a_paragraph_stays_when_a_sentence_is_taken():
    copy = Copy(page(block("x", paragraph(f"{ADVICE} {CLIMATE}", "a"))))
    copy.ours = page(block("x", paragraph(f"{ADVICE} {OWN}", "a", "h2")))
    source = page(block("x", paragraph(f"{NEWS} {CLIMATE}", "a")))
    copy.settle(source, "take_sentence")
    assert copy.says(page(block("x", paragraph(f"{NEWS} {OWN}", "a", "h2"))))


def test_a_change_that_is_here_already_does_not_wait():
    copy = Copy(page(quote("q", f"{ADVICE} {CLIMATE}")))
    copy.ours = page(quote("q", f"{ADVICE} {NEWS} {OWN}"))
    assert copy.changes(copy.ours) == []
    copy.ours = page(quote("q", f"{FAIR} {OWN}"))
    assert copy.changes(page(quote("q", f"{FAIR} {CLIMATE}"))) == []


def test_page_that_was_rewritten_alike_on_both_sides_has_no_changes():
    rng = random.Random(3)

    def text():
        return " ".join(rng.choices(WORDS, k=20))

    copy = Copy(page(block("x", *[paragraph(text()) for _ in range(40)])))
    source = page(block("x", *[paragraph(text()) for _ in range(40)]))
    copy.ours = source
    assert copy.changes(source) == []


def test_places_of_changes_are_those_of_the_editor():
    copy = Copy(page(block("x", paragraph(ADVICE, "a")), quote("q", CLIMATE)))
    source = page(block("x", paragraph(FAIR, "a")), quote("q", SCHOOLS), block("n"), title="Neu")
    paths = [change.path for change in copy.changes(source)]
    assert paths == [("title",), ("body", "x"), ("body", "q", "text"), ("body",)]


def test_own_places():
    copy = Copy(page(block("x", paragraph(ADVICE, "a")), quote("q", CLIMATE), quote("r", FAIR)))
    copy.ours = page(
        block("x", paragraph(ADVICE, "a"), paragraph(OWN, "o")), quote("q", SCHOOLS), title="Ulm"
    )
    places = own_places(SCHEMA, copy.base, copy.ours)
    assert [(place.kind, place.path) for place in places] == [
        (Kind.CHANGED, ("title",)),
        (Kind.NEW, ("body", "x")),
        (Kind.CHANGED, ("body", "q", "text")),
        (Kind.REMOVED, ("body",)),
    ]


def test_excerpts_are_html():
    copy = Copy(page(quote("q", FAIR), block("x", paragraph(ADVICE))))
    source = page(quote("q", "A & B <C>"), block("x", paragraph("D &amp; <b>E</b>")))
    texts_shown = [change.new.texts for change in copy.changes(source)]
    assert texts_shown == [("A &amp; B &lt;C&gt;",), ("D &amp; <b>E</b>",)]


def test_words_of_another_region_in_all_texts():
    source = page(
        quote("q", "NRW"), points("p", item("i", paragraph("in <b>NRW</b>"))), title="NRW"
    )
    swapped = map_texts(SCHEMA, source | {"slug": "NRW"}, lambda t: t.words.replace("NRW", "BW"))
    assert texts(swapped) == ["BW", "BW", "in <b>BW</b>"]
    assert swapped["slug"] == "NRW"


def test_fields_that_the_schema_does_not_name_are_left_alone():
    source = page(block("x", paragraph(ADVICE))) | {"slug": "nrw"}
    settled = settle(SCHEMA, source, source | {"slug": "bw"}, source, {})
    assert settled.ours["slug"] == "bw"
