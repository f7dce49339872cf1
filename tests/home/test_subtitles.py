"""Subtitles, chapters and times: faults are named by line, and other parsers read the same."""

import io

import pytest
import webvtt as other_parser
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from home.demo import frames, loader
from home.videos import chapters, transcript, webvtt
from home.videos.times import cue_time, seconds

pytestmark = pytest.mark.sqlite_is_enough("files")

GOOD = """WEBVTT - Erklärvideo
Kind: captions

NOTE
Von der Redaktion

STYLE
::cue { color: white }

erste
00:01.000 --> 00:04.500 align:start position:10%
<v Amina>Guten Tag,
<i>liebe</i> Kommune &amp; Kreis!

01:00:00.000 --> 01:00:02.000
>> Zwei Zeilen
"""
HEAD = "WEBVTT\n\n"
CUE = "00:01.000 --> 00:02.000\n"
BAD = {
    "nothing": ("", "Zeile 1: Die Datei beginnt nicht mit „WEBVTT“."),
    "another text": ("Guten Tag", "Zeile 1: Die Datei beginnt nicht"),
    "header in one word": ("WEBVTTX\n\n" + CUE + "A", "Zeile 1: Die Datei beginnt nicht"),
    "SubRip": ("1\n00:00:01,000 --> 00:00:02,000\nA", "Zeile 1: Das sind Untertitel im Format Sub"),
    "no subtitle": ("WEBVTT", "Zeile 1: In der Datei ist kein Untertitel."),
    "no empty line": ("WEBVTT\n" + CUE + "A", "Zeile 2: Nach „WEBVTT“ muss eine leere Zeile"),
    "comma": (HEAD + "00:01,000 --> 00:02,000\nA", "Zeile 3: Vor den Tausendstelsekunden"),
    "no hours, minutes": (HEAD + "1.000 --> 2.000\nA", "Zeile 3: Hier müssen zwei Zeiten stehen"),
    "61 seconds": (HEAD + "00:61.000 --> 00:62.000\nA", "Zeile 3: Hier müssen zwei Zeiten"),
    "61 minutes": (HEAD + "00:61:00.000 --> 00:62:00.000\nA", "Zeile 3: Hier müssen zwei Zeiten"),
    "name alone": (HEAD + CUE + "A\n\nname\n", "Zeile 6: Hier müssen zwei Zeiten stehen"),
    "one time": (HEAD + "00:01.000\nA", "Zeile 4: Hier müssen zwei Zeiten stehen"),
    "backwards": (HEAD + "00:02.000 --> 00:01.000\nA", "Zeile 3: Der Untertitel endet, bevor"),
    "out of order": (
        HEAD + "00:05.000 --> 00:06.000\nA\n\n" + CUE + "B",
        "Zeile 6: Der Untertitel beginnt früher",
    ),
    "no text": (HEAD + CUE + "\n" + CUE + "A", "Zeile 3: Der Untertitel hat keinen Text."),
    "two without a line between": (HEAD + CUE + "A\n" + CUE + "B", "Zeile 5: „-->“ darf nicht"),
    "unknown tag": (HEAD + CUE + "A\n<script>alert(1)</script>", "Zeile 5: „<“ leitet eine Aus"),
    "less than": (HEAD + CUE + "1 < 2", "Zeile 4: „<“ leitet eine Auszeichnung"),
    "unknown name of a sign": (HEAD + CUE + "A &quux; B", "Zeile 4: In Untertiteln schreibt man"),
    "name of a sign without an end": (
        HEAD + CUE + "A &ndash B",
        "Zeile 4: In Untertiteln schreibt",
    ),
    "ampersand": (HEAD + CUE + "A & B", "Zeile 4: In Untertiteln schreibt man „&“"),
    "setting": (HEAD + "00:01.000 --> 00:02.000 links\nA", "Zeile 3: Hinter den Zeiten ist „links"),
    "not UTF-8": (HEAD + CUE + "F\ufffdr", "Zeile 4: Hier sind Zeichen nicht lesbar."),
    "NUL": (HEAD + CUE + "A\0", "Zeile 4: Hier sind Zeichen nicht lesbar."),
}


def messages(check, text):
    with override("de"), pytest.raises(ValidationError) as error:
        check(text)
    return error.value.messages


@pytest.mark.parametrize("name", BAD)
def test_fault_is_named_with_its_line(name):
    text, message = BAD[name]
    found = messages(webvtt.validate, text)
    assert [each for each in found if each.startswith(message)], found


def test_only_the_first_faults_are_named():
    found = messages(webvtt.validate, HEAD + (CUE + "A & B\n\n") * 20)
    assert len(found) == webvtt.MOST_ERRORS


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_good_file_is_read_as_another_parser_reads_it(start, end):
    text = start + GOOD.replace("\n", end)
    webvtt.validate(text)
    ours = webvtt.cues(text)
    theirs = other_parser.from_buffer(io.StringIO(GOOD)).captions
    assert len(ours) == 2
    assert [(cue_time(cue.start), cue_time(cue.end)) for cue in ours] == [
        (cue.start, cue.end) for cue in theirs
    ]
    assert [cue.text for cue in ours] == [cue.raw_text for cue in theirs]
    assert (ours[1].start, ours[1].end) == (3600, 3602)


@pytest.mark.parametrize(
    "sign",
    "&quot; &apos; &ndash; &nbsp; &hellip; &bdquo; &auml; &Auml; &szlig; &euro; &frac12; &shy; "
    "&amp; &lt; &gt; &lrm; &rlm; &zwj; &there4; &#8211; &#x2013; &#X2013;".split(),
)
def test_every_sign_that_html_names_may_be_written_by_its_name(sign):
    text = f"{HEAD}{CUE}Eine {sign} andere{sign}"
    webvtt.validate(text)
    assert webvtt.cues(text)[0].text == f"Eine {sign} andere{sign}"


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="WEBVTT\n\r ->:.,0123456789<>&iNOTE\ufeff", max_size=80))
def test_any_text_is_read_or_refused_and_nothing_else(text):
    for candidate in (text, HEAD + text):
        try:
            webvtt.validate(candidate)
        except ValidationError:
            continue
        assert webvtt.cues(candidate)


def test_times_are_written_and_read():
    assert (seconds("0:12"), seconds("1:02:03")) == (12, 3723)
    assert (cue_time(3723.5), cue_time(59.9996)) == ("01:02:03.500", "00:01:00.000")


def test_chapters_are_read_and_faults_named():
    text = "0:00 Begrüßung\n\n1:05 Was <b> & wie\n"
    chapters.validate(text)
    assert [(c.start, c.title) for c in chapters.chapters(text)] == [
        (0, "Begrüßung"),
        (65, "Was <b> & wie"),
    ]
    found = messages(chapters.validate, "0:10 Eins\nZwei\n0:10 Drei\n0:99 Vier")
    assert [message.partition(":")[0] for message in found] == ["Zeile 2", "Zeile 3", "Zeile 4"]


def test_track_of_chapters_is_sound_for_both_parsers():
    entries = chapters.chapters("0:00 Eins --> und <b> & mehr\n0:30 Zwei")
    text = chapters.track(entries, duration=20)
    webvtt.validate(text)
    read = other_parser.from_buffer(io.StringIO(text)).captions
    assert [(c.start_in_seconds, c.end_in_seconds) for c in read] == [(0, 30), (30, 31)]


def test_times_of_a_transcript_become_marks_and_nothing_else_does():
    html = '<p data-block-key="x">[0:12] Guten Tag</p><p><b>[1:00:05] Amina:</b> [0:13]</p>'
    assert transcript.times(html) == [12, 3605]
    marked = transcript.render(html)
    assert '<p data-block-key="x"><span class="seek" data-seek="12">0:12</span> Guten' in marked
    assert marked.count("data-seek") == 2


@pytest.mark.parametrize("language", ["de", "en"])
def test_subtitles_of_the_sample_video_are_sound_for_both_parsers(language):
    text = loader.subtitles(frames.read_scenes(), language)
    webvtt.validate(text)
    read = other_parser.from_buffer(io.StringIO(text)).captions
    assert len(read) == len(frames.read_scenes())
    assert all(len(line) <= 42 and len(cue.lines) <= 2 for cue in read for line in cue.lines)
