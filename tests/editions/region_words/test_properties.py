"""What holds for every text, however strange."""

import os
import re
import time

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from editions.region_words import foreign_words, swap, unturned
from editions.region_words.grammar import PREPOSITIONS
from editions.region_words.seen import TAG
from editions.region_words.vocabulary import ARTICLED, CITIES
from editions.registry import EDITIONS

#: How many texts: FUZZ=10000 takes some minutes.
MANY = settings(
    max_examples=int(os.environ.get("FUZZ") or 200),
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much],
)
EDITION = st.sampled_from(list(EDITIONS.values()))
#: Parts of texts, with the state's name and abbreviation of an edition for {0} and {1}.
PARTS = st.sampled_from(
    "{0}|{1}|in {0}|In {0}|aus {0}|im {0}|des {0}s|{0}s|{1}-weit|{1}-Kommunen|#{1}|({0})|Land {0}"
    "|MiGlobe {1}|GO {1}|Köln ({1})|Köln,|www.{1}.de|a@{1}.de|die|der|Kommunen|fördert|und|oder|,|."
    "|Flüchtlingsrat|{0}es|anders als in|Freistaat|nordrhein-westfälische|Bremer|\n|-|/|§ 107|„|“"
    "|<b>|</b>|<p>|</p>|<br/>|<a href=\"/{1}/\" title='{0}'>|</a>|&amp;|&nbsp;|&shy;|<|>|2030"
    "|\u00ad|\u00a0|\u2011|Nordrhein|Westfalen|freistaat|Freistaat|hessen|nrw|Hansestadt|Stadt|Baden-Württem-|berg|’|'s|s".split(
        "|"
    )
)
#: With a place in a sentence, at its start, and the name of a team.
SENTENCES = (
    "Wir beraten Kommunen {0}, die sich öffnen.",
    "Das Angebot gilt {0} und ist kostenlos!",
    "{1} gibt es viele Partnerschaften.",
    "<b>{1}</b> und darüber hinaus?",
    "Das Team {2} lädt ein.",
    "{2}.",
    "Fragen Sie {2}; wir sind <i>{0}</i> unterwegs.",
)
SPACE = st.sampled_from(["", " ", " ", " "])


@st.composite
def texts(draw, editions):
    pieces = []
    for _ in range(draw(st.integers(0, 12))):
        edition = draw(st.sampled_from(editions))
        pieces += [draw(PARTS).format(edition.state, edition.short_name), draw(SPACE)]
    return "".join(pieces)


@st.composite
def journeys(draw):
    source, target = draw(EDITION), draw(EDITION)
    return source, target, draw(texts([source, source, target, draw(EDITION)])), draw(st.booleans())


@st.composite
def sound_journeys(draw):
    """Sentences in which the region is named in ways that are certain."""
    source, target = draw(EDITION), draw(EDITION)
    names = [source.state]
    if source.short_name != source.state and target.short_name != target.state:
        names.append(source.short_name)
    sentences = []
    for _ in range(draw(st.integers(1, 4))):
        before = draw(st.sampled_from(list(PREPOSITIONS)))
        if source.key in ARTICLED:
            before = PREPOSITIONS[before]
        place = f"{before} {draw(st.sampled_from(names))}"
        at_start = place[0].upper() + place[1:]
        label = f"MiGlobe {draw(st.sampled_from(names))}"
        sentence = draw(st.sampled_from(SENTENCES)).format(place, at_start, label)
        sentences.append(sentence)
    return source, target, draw(st.sampled_from([" ", "\n", "</p>\n<p>"])).join(sentences)


@given(sound_journeys())
@MANY
def test_certain_words_go_there_and_back_with_nothing_marked(journey):
    source, target, text = journey
    there = swap(text, source, target, html=True)
    assert (there == text) == (source == target)
    assert unturned(text, source, target, html=True) == []
    assert unturned(there, target, source, html=True) == []
    assert swap(there, target, source, html=True) == text


@given(journeys())
@MANY
def test_a_second_swap_changes_nothing(journey):
    source, target, text, html = journey
    once = swap(text, source, target, html=html)
    assert swap(once, source, target, html=html) == once


@given(journeys())
@MANY
def test_tags_and_attributes_stay(journey):
    source, target, text, _ = journey
    after = swap(text, source, target, html=True)
    assert re.findall(TAG, after) == re.findall(TAG, text)


@given(journeys())
@MANY
def test_there_and_back_is_the_same_text(journey):
    source, target, text, html = journey
    for each in (source, target):  # "NRW" and "Nordrhein-Westfalen" are both "Hessen" there
        assume(each.short_name == each.state or each.short_name not in text)
    if target.key in CITIES:  # a text of another edition may mean the town
        assume(target.state not in text)
    there = swap(text, source, target, html=html)
    assume(not unturned(text, source, target, html=html))
    assume(not unturned(there, target, source, html=html))
    assert swap(there, target, source, html=html) == text


@given(journeys())
@MANY
def test_what_is_turned_leaves_nothing_to_find_but_what_was_marked(journey):
    source, target, text, html = journey
    marked = [each.text for each in unturned(text, source, target, html=html)]
    if not marked:
        after = swap(text, source, target, html=html)
        left = foreign_words(after, target, html=html, regions=[source])
        assert left == []


@given(st.text(), EDITION, EDITION, st.booleans())
@MANY
def test_any_text_is_read(text, source, target, html):
    swap(text, source, target, html=html)
    unturned(text, source, target, html=html)
    foreign_words(text, target, html=html)


SENTENCE = (
    "Wir beraten Kommunen in Nordrhein-Westfalen, die die interkulturelle Öffnung ihrer kommunalen "
    "Entwicklungspolitik weiterbringen möchten. "
)
PLAIN = "Über MiGlobe stellen erfahrene Fachleute den Kommunen ihre Sichtweisen zur Verfügung. "


def seconds(text, html=False):
    """Return the least time of the processor for a swap."""
    times = []
    for _ in range(3):
        start = time.process_time()
        swap(text, EDITIONS["nrw"], EDITIONS["bw"], html=html)
        times.append(time.process_time() - start)
    return min(times)


def test_a_paragraph_of_8000_words_takes_no_time():
    text = (SENTENCE + PLAIN * 3) * 180
    assert len(text.split()) > 8000
    assert seconds(text) < 0.05


@pytest.mark.parametrize(
    "part",
    ["NRW ", "NRW,", "NRW BW ", "-NRW", ".NRW", "#NRW", "nordrhein- ", "n- ", "(", ". ", "<a \"'",
     "&", "Ministerium für ", "Freien und ", "N\u00adR\u00adW ", "<b>NRW</b>", "w.", "„a", '"a',
     "des Saarlandes "],
)  # fmt: skip
def test_twice_the_text_takes_about_twice_the_time(part):
    text = part * (6000 // len(part))
    assert seconds(text * 4, html=True) < 10 * seconds(text, html=True) + 0.02
