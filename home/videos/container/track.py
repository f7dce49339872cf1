from dataclasses import dataclass

#: More headers or parts than a video of hours has; what reading them may cost is bounded by these.
MOST_HEADERS = 16 * 1024 * 1024  # bytes
MOST_PARTS = 20_000


@dataclass(frozen=True)
class Track:
    """``kind`` is "video", "audio" or "other"; the size is 0 for what is no picture."""

    kind: str
    codec: str
    width: int = 0
    height: int = 0
