"""Times within a video as people write them: "0:12", "1:02:03"."""

#: Minutes and seconds, or hours, minutes and seconds, as a regular expression.
TIME = r"(?:[0-9]{1,2}:)?[0-9]{1,2}:[0-5][0-9]"


def seconds(text: str) -> int:
    """Return the seconds of a time that fits TIME."""
    total = 0
    for part in text.split(":"):
        total = total * 60 + int(part)
    return total


def cue_time(number: float) -> str:
    """Return seconds as WebVTT writes them: "00:00:12.500"."""
    minutes, rest = divmod(round(number * 1000), 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"
