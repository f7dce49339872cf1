"""WebM (RFC 8794 and 9559): elements of name, length and content, each of variable length."""

import struct
from typing import BinaryIO, TypeAlias

from .track import MOST_HEADERS, MOST_PARTS, Track

KIND = "webm"
KINDS = {1: "video", 2: "audio"}
MARK = b"\x1a\x45\xdf\xa3"
SEGMENT, CLUSTER = 0x18538067, 0x1F43B675
INFO, SCALE, DURATION = 0x1549A966, 0x2AD7B1, 0x4489
TRACKS, TRACK, TYPE, CODEC = 0x1654AE6B, 0xAE, 0x83, 0x86
VIDEO, WIDTH, HEIGHT = 0xE0, 0xB0, 0xBA
#: {name: [content, …]}
Elements: TypeAlias = dict[int, list[bytes]]


def is_it(file: BinaryIO) -> bool:
    file.seek(0)
    start = file.read(64)
    return start.startswith(MARK) and b"webm" in start  # else another kind of Matroska


def read(file: BinaryIO) -> tuple[float, list[Track]]:
    """Return (duration in seconds, [Track, …]). Raises ValueError or IndexError on damage."""
    info, tracks = find_headers(file)
    scale = number(info.get(SCALE, [b"\x0f\x42\x40"])[0])  # nanoseconds in a unit of time
    [raw] = info[DURATION]
    [duration] = struct.unpack({4: ">f", 8: ">d"}[len(raw)], raw)
    return duration * scale / 1e9, [read_track(elements(track)) for track in tracks[TRACK]]


def find_headers(file: BinaryIO) -> tuple[Elements, Elements]:
    """Return the elements of Info and of Tracks, which stand before the first pictures."""
    size = file.seek(0, 2)
    _start, behind, _name = element_at(file, 0, size)
    position, end, name = element_at(file, behind, size)
    if name != SEGMENT:
        raise ValueError("segment")
    found: dict[int, Elements] = {}
    for _count in range(MOST_PARTS):
        start, behind, name = element_at(file, position, end)
        if name == CLUSTER:
            return found[INFO], found[TRACKS]
        if name in {INFO, TRACKS}:
            if behind - start > MOST_HEADERS:
                raise ValueError("headers")
            file.seek(start)
            found[name] = elements(file.read(behind - start))
        position = behind
    raise ValueError("cluster")


def element_at(file: BinaryIO, position: int, most: int) -> tuple[int, int, int]:
    """Return (start of the content, its end, name); it must end before ``most``."""
    file.seek(position)
    name, length, head = element_head(file.read(12))
    start = position + head
    end = most if length is None else start + length
    if end > most:
        raise ValueError("length")
    return start, end, name


def element_head(data: bytes, position: int = 0) -> tuple[int, int | None, int]:
    """Return (name, length, position of the content); the length is None where it is unknown."""
    name, position, _width = varying(data, position)
    length, position, width = varying(data, position)
    marker = 1 << 7 * width
    length -= marker
    return name, (None if length == marker - 1 else length), position


def varying(data: bytes, position: int) -> tuple[int, int, int]:
    """Return (number, position behind it, its bytes); its first bits tell how many there are."""
    width = 9 - data[position].bit_length()
    if width > 8 or position + width > len(data):
        raise IndexError(position)
    return number(data[position : position + width]), position + width, width


def elements(data: bytes) -> Elements:
    """Return the elements in an element."""
    found: Elements = {}
    position = 0
    while position < len(data):
        name, length, position = element_head(data, position)
        end = len(data) if length is None else position + length
        found.setdefault(name, []).append(data[position:end])
        position = end
    return found


def read_track(track: Elements) -> Track:
    kind = KINDS.get(number(track[TYPE][0]), "other")
    codec = track[CODEC][0].decode("ascii").rstrip("\0")
    if kind != "video":
        return Track(kind, codec)
    video = elements(track[VIDEO][0])
    return Track(kind, codec, number(video[WIDTH][0]), number(video[HEIGHT][0]))


def number(data: bytes) -> int:
    return int.from_bytes(data, "big")
