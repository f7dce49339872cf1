"""Subtitles in WebVTT (https://www.w3.org/TR/webvtt1/), read strictly: what is wrong has a line.

Browsers pass silently over what they do not understand, so that a subtitle is missing; here staff
are told. Files read here are read alike by every browser.
"""

import re
from dataclasses import dataclass
from html.entities import html5
from typing import TypeAlias

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MOST_ERRORS = 5
TIMING = re.compile(
    r"((?:[0-9]{2,}:)?[0-9]{2}:[0-9]{2}\.[0-9]{3})[ \t]+-->[ \t]+"
    r"((?:[0-9]{2,}:)?[0-9]{2}:[0-9]{2}\.[0-9]{3})(?:[ \t]+(.*))?"
)
SETTING = re.compile(r"(?:vertical|line|position|size|align|region):\S+")
TAG = re.compile(r"</?(?:[cibuv]|ruby|rt|lang)(?:[. \t][^<>]*)?>|</?>|<(?:[0-9]{2,}:)?[0-9:.]+>")
#: A sign by its number or name, of all that HTML has: &#8211; &#x2013; &ndash;
SIGN = re.compile(r"&(?:(?P<name>[A-Za-z][A-Za-z0-9]*;)|#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};)")

NO_HEADER = _("The file does not begin with “WEBVTT”.")
SUBRIP = _("These are subtitles in the format SubRip (SRT). Please save them as WebVTT (.vtt).")
NO_GAP = _("After “WEBVTT” comes an empty line.")
NO_UTF8 = _("Here are signs that cannot be read. Please save the file as UTF-8.")
NO_TIMES = _("Here should be two times, such as 00:00:01.000 --> 00:00:04.000.")
COMMA = _("Thousandths of a second come after a point, not a comma.")
BAD_SETTING = _("After the times, “%(text)s” is not understood.")
BACKWARDS = _("The subtitle ends before it begins.")
OUT_OF_ORDER = _("The subtitle begins before the one above.")
NO_TEXT = _("The subtitle has no text.")
ARROW = _("“-->” must not stand in a text. Is an empty line missing above?")
BAD_TAG = _("“<” begins a tag such as <i>; as a sign, please write &lt;.")
BAD_AMPERSAND = _("In subtitles, “&” is written &amp;.")
NO_CUES = _("There is no subtitle in the file.")
Message: TypeAlias = str | Promise


@dataclass(frozen=True)
class Cue:
    """``start`` and ``end`` in seconds."""

    start: float
    end: float
    text: str


class Reader:
    """Reads one file; ``errors`` are (line, message) pairs."""

    def __init__(self, text: str) -> None:
        self.lines = re.split(r"\r\n|\n|\r", text.removeprefix("\ufeff"))
        self.cues: list[Cue] = []
        self.errors: list[tuple[int, Message]] = []

    def note(self, number: int, message: Message) -> None:
        self.errors.append((number + 1, message))

    def read(self) -> None:
        first = self.lines[0]
        if first != "WEBVTT" and not first.startswith(("WEBVTT ", "WEBVTT\t")):
            looks_like_subrip = re.match(r"\s*1\s*\n\s*\S+,\S+ -->", "\n".join(self.lines[:3]))
            self.note(0, SUBRIP if looks_like_subrip else NO_HEADER)
            return
        for number, line in enumerate(self.lines):
            if "\ufffd" in line or "\0" in line:
                self.note(number, NO_UTF8)
                return
        blocks = self.blocks()
        if len(blocks[0]) > 1 and "-->" in "".join(self.lines[1 : len(blocks[0])]):
            self.note(1, NO_GAP)
        for block in blocks[1:]:
            self.read_block(block)
        if not self.cues and not self.errors:
            self.note(len(self.lines) - 1, NO_CUES)

    def blocks(self) -> list[list[int]]:
        """Return the numbers of the lines of each block between empty lines."""
        found: list[list[int]] = []
        block: list[int] = []
        for number, line in enumerate(self.lines):
            if line:
                block.append(number)
            elif block:
                found.append(block)
                block = []
        return [*found, block] if block else found

    def read_block(self, numbers: list[int]) -> None:
        place = numbers[0]
        first = self.lines[place]
        if first.split(maxsplit=1)[:1] in (["NOTE"], ["STYLE"], ["REGION"]) and "-->" not in first:
            return
        if "-->" not in first:  # the name of the subtitle
            if len(numbers) == 1:
                self.note(place, NO_TIMES)
                return
            numbers = numbers[1:]
            place = numbers[0]
        match = TIMING.fullmatch(self.lines[place].strip())
        if match is None:
            with_comma = re.search(r"[0-9],[0-9]{3}", self.lines[place])
            self.note(place, COMMA if with_comma else NO_TIMES)
            return
        start, end = self.time(place, match[1]), self.time(place, match[2])
        if start is None or end is None:
            return
        self.check_times(place, start, end)
        for setting in (match[3] or "").split():
            if not SETTING.fullmatch(setting):
                self.note(place, BAD_SETTING % {"text": setting[:20]})
        self.check_text(numbers)
        text = "\n".join(self.lines[number] for number in numbers[1:])
        self.cues.append(Cue(start, end, text))

    def time(self, place: int, text: str) -> float | None:
        *hours, minutes, rest = text.split(":")
        if int(minutes) > 59 or float(rest) >= 60:
            self.note(place, NO_TIMES)
            return None
        return int("".join(hours) or 0) * 3600 + int(minutes) * 60 + float(rest)

    def check_times(self, place: int, start: float, end: float) -> None:
        if end <= start:
            self.note(place, BACKWARDS)
        if self.cues and start < self.cues[-1].start:
            self.note(place, OUT_OF_ORDER)

    def check_text(self, numbers: list[int]) -> None:
        if not "".join(self.lines[number] for number in numbers[1:]).strip():
            self.note(numbers[0], NO_TEXT)
        for number in numbers[1:]:
            line = self.lines[number]
            plain = TAG.sub("", line)
            if "-->" in line:
                self.note(number, ARROW)
            elif "<" in plain:
                self.note(number, BAD_TAG)
            elif "&" in SIGN.sub(unless_unknown, plain):
                self.note(number, BAD_AMPERSAND)


def unless_unknown(sign: re.Match[str]) -> str:
    """Return nothing for a sign that HTML knows, else what is written."""
    return "" if sign["name"] is None or sign["name"] in html5 else sign[0]


def validate(text: str) -> None:
    """Raise ValidationError with a message for each faulty line, the first ones at most."""
    reader = Reader(text)
    reader.read()
    if reader.errors:
        raise ValidationError(
            [
                _("Line %(line)s: %(message)s") % {"line": line, "message": message}
                for line, message in reader.errors[:MOST_ERRORS]
            ]
        )


def cues(text: str) -> list[Cue]:
    """Return the Cues of subtitles that validate() has passed."""
    reader = Reader(text)
    reader.read()
    return reader.cues
