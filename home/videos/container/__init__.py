"""What a film file holds, read from its headers alone: nothing is decoded.

``read_film`` tells whether browsers can play a file, whether it is whole, how long and how large.
"""

import struct
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from . import mp4, webm

DAMAGED = _("This video is damaged or incomplete. Please export it again and retry.")
NO_VIDEO = _("This is neither an MP4 nor a WebM video. Please export it as MP4 (H.264 and AAC).")
NO_PICTURE = _("This file has no moving picture.")
UNKNOWN_CODEC = _(
    "Not every browser can play this video (%(codec)s). Please export it as MP4 (H.264 and AAC)."
)

#: How the names of codecs begin that browsers play: H.264 up to High profile has 8 bits a colour.
PICTURE = ("avc1.42", "avc1.4d", "avc1.58", "avc1.64", "avc3.", "V_VP8", "V_VP9", "V_AV1")
SOUND = ("mp4a", "A_OPUS", "A_VORBIS")
LONGEST = 24 * 3600


class UnplayableError(ValueError):
    """Not a film that browsers play; its text is for staff."""


@dataclass(frozen=True)
class Film:
    """``kind`` is "mp4" or "webm", ``duration`` in seconds, width and height as shown in pixels."""

    kind: str
    duration: float
    width: int
    height: int


def read_film(file):
    """Return the Film in a seekable binary file of any size. Raises UnplayableError."""
    parsers = [parser for parser in (mp4, webm) if parser.is_it(file)]
    if not parsers:
        raise UnplayableError(NO_VIDEO)
    [parser] = parsers
    try:
        duration, tracks = parser.read(file)
    except (ValueError, IndexError, KeyError, OverflowError, struct.error) as error:
        raise UnplayableError(DAMAGED) from error
    finally:
        file.seek(0)
    for track in tracks:
        playable = {"picture": PICTURE, "sound": SOUND}.get(track.kind, "")
        if playable and not track.codec.startswith(playable):
            raise UnplayableError(UNKNOWN_CODEC % {"codec": track.codec[:20]})
    picture = next((track for track in tracks if track.kind == "picture"), None)
    if picture is None:
        raise UnplayableError(NO_PICTURE)
    if not (0 < duration < LONGEST and 0 < picture.width < 10_000 and 0 < picture.height < 10_000):
        raise UnplayableError(DAMAGED)
    return Film(parser.KIND, duration, picture.width, picture.height)
