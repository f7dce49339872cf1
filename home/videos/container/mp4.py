"""MP4 (ISO/IEC 14496-12 and -15): boxes of length, name and content; some hold further boxes."""

import struct
from collections.abc import Iterator
from typing import BinaryIO

from .track import MOST_HEADERS, MOST_PARTS, Track

KIND = "mp4"
KINDS = {b"vide": "video", b"soun": "audio"}


def is_it(file: BinaryIO) -> bool:
    file.seek(0)
    start = file.read(12)
    return start[4:8] == b"ftyp" and start[8:12] != b"qt  "  # QuickTime


def read(file: BinaryIO) -> tuple[float, list[Track]]:
    """Return (duration in seconds, [Track, …]). Raises ValueError or struct.error on damage."""
    moov = find_moov(file)
    mvhd = inner(moov, b"mvhd")
    is_long = mvhd[:1] == b"\1"  # with 64 bits for each time
    scale, duration = struct.unpack(*((">IQ", mvhd[20:32]) if is_long else (">II", mvhd[12:20])))
    return duration / max(scale, 1), [read_track(c) for name, c in boxes(moov) if name == b"trak"]


def find_moov(file: BinaryIO) -> bytes:
    """Content of the box "moov", which stands at the start or the end of a whole file."""
    size = file.seek(0, 2)
    moov, has_data, position = None, False, 0
    for _count in range(MOST_PARTS):
        if position == size:
            break
        file.seek(position)
        length, name, head = box_head(file.read(16), size - position)
        if position + length > size or (name == b"moov" and length > MOST_HEADERS):
            raise ValueError(name)
        has_data |= name == b"mdat" and length > head
        if name == b"moov":
            file.seek(position + head)
            moov = file.read(length - head)
        position += length
    if moov is None or not has_data or position != size:
        raise ValueError("moov")
    return moov


def box_head(start: bytes, room: int) -> tuple[int, bytes, int]:
    """Return (length, name, length of the head) of a box; ``room`` is what is left for it."""
    length, name = struct.unpack(">I4s", start[:8])
    head = 8
    if length == 1:
        [length], head = struct.unpack(">Q", start[8:16]), 16
    elif length == 0:  # to the end
        length = room
    if length < head:
        raise ValueError(name)
    return length, name, head


def boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield (name, content) of the boxes in a box."""
    position = 0
    while position + 8 <= len(data):
        length, name, head = box_head(data[position : position + 16], len(data) - position)
        yield name, data[position + head : position + length]
        position += length


def inner(data: bytes, *path: bytes) -> bytes:
    """Content of the first box along a path of names; b"" where there is none."""
    for wanted in path:
        data = next((content for name, content in boxes(data) if name == wanted), b"")
    return data


def read_track(trak: bytes) -> Track:
    """Read a track's kind, codec (named as in RFC 6381) and size."""
    kind = KINDS.get(inner(trak, b"mdia", b"hdlr")[8:12], "other")
    samples = inner(trak, b"mdia", b"minf", b"stbl", b"stsd")[8:]
    name, sample = next(boxes(samples), (b"", b""))
    codec = name.decode("latin-1")
    if kind != "video":
        return Track(kind, codec)
    if codec.startswith("avc"):
        codec += f".{inner(sample[78:], b'avcC')[1:2].hex()}"
    return Track(kind, codec, *shown_size(inner(trak, b"tkhd")))


def shown_size(tkhd: bytes) -> tuple[int, int]:
    """Width and height from a track's head, turned where the camera was held upright."""
    width, height = (side >> 16 for side in struct.unpack(">II", tkhd[-8:]))
    matrix = struct.unpack(">9i", tkhd[-44:-8])
    return (height, width) if matrix[0] == matrix[4] == 0 else (width, height)
