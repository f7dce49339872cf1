"""The chapters of a video, which staff write as lines: "0:00 Begrüßung"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .times import TIME, cue_time, seconds

CHAPTER = re.compile(rf"({TIME})\s+(\S.*)")

NO_CHAPTER = _("Line %(line)s: a chapter is a time and a title, such as “0:00 Welcome”.")
OUT_OF_ORDER = _("Line %(line)s: this chapter begins no later than the one above.")


@dataclass(frozen=True)
class Chapter:
    """``start`` in seconds, ``time`` as staff wrote it."""

    start: int
    time: str
    title: str


def chapters(text: str) -> list[Chapter]:
    """Return the Chapters in lines of text; other lines are left out."""
    matches = (CHAPTER.fullmatch(line.strip()) for line in text.splitlines())
    return [Chapter(seconds(m[1]), m[1], m[2]) for m in matches if m]


def validate(text: str) -> None:
    """Raise ValidationError with a message for each faulty line."""
    errors: list[str] = []
    before = -1
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        found = chapters(line)
        if not found:
            errors.append(NO_CHAPTER % {"line": number})
        elif found[0].start <= before:
            errors.append(OUT_OF_ORDER % {"line": number})
        before = found[0].start if found else before
    if errors:
        raise ValidationError(errors)


def track(entries: Sequence[Chapter], duration: float) -> str:
    """Return Chapters as WebVTT for a video of this length in seconds."""
    ends = [chapter.start for chapter in entries[1:]] + [max(duration, entries[-1].start + 1)]
    parts = ["WEBVTT"]
    for chapter, end in zip(entries, ends, strict=True):
        times = f"{cue_time(chapter.start)} --> {cue_time(end)}"
        title = chapter.title.replace("&", "&amp;").replace("<", "&lt;")
        parts.append(f"{times}\n{title.replace('-->', '→')}")
    return "\n\n".join(parts) + "\n"
