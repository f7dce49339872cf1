"""What a video file holds, read from its headers alone: nothing is decoded.

``read_video`` tells whether browsers can play a file, whether it is whole, how long and how large.
"""

import struct
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

from . import mp4, webm

DAMAGED = _("This video is damaged or incomplete. Please export it again and retry.")
NO_VIDEO = _("This is neither an MP4 nor a WebM video. Please export it as MP4 (H.264 and AAC).")
NO_VIDEO_TRACK = _("This file has no moving picture.")
UNKNOWN_CODEC = _(
    "Not every browser can play this video (%(codec)s). Please export it as MP4 (H.264 and AAC)."
)

#: How the names of codecs begin that browsers play: H.264 up to High profile has 8 bits a colour.
VIDEO_CODECS = ("avc1.42", "avc1.4d", "avc1.58", "avc1.64", "avc3.", "V_VP8", "V_VP9", "V_AV1")
AUDIO_CODECS = ("mp4a", "A_OPUS", "A_VORBIS")
LONGEST = 24 * 3600


class UnplayableError(ValueError):
    """Not a video that browsers play; its text is for staff."""


@dataclass(frozen=True)
class VideoInfo:
    """``kind`` is "mp4" or "webm", ``duration`` in seconds, width and height as shown in pixels."""

    kind: str
    duration: float
    width: int
    height: int


def read_video(file: BinaryIO) -> VideoInfo:
    """Return the VideoInfo in a seekable binary file of any size. Raises UnplayableError."""
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
        playable = {"video": VIDEO_CODECS, "audio": AUDIO_CODECS}.get(track.kind, ())
        if playable and not track.codec.startswith(playable):
            raise UnplayableError(UNKNOWN_CODEC % {"codec": track.codec[:20]})
    video = next((track for track in tracks if track.kind == "video"), None)
    if video is None:
        raise UnplayableError(NO_VIDEO_TRACK)
    if not (0 < duration < LONGEST and 0 < video.width < 10_000 and 0 < video.height < 10_000):
        raise UnplayableError(DAMAGED)
    return VideoInfo(parser.KIND, duration, video.width, video.height)
