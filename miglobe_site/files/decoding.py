"""Pictures in memory: so many pixels at once in a process, and the memory is given back.

A PNG of 142 kB may have 49 million pixels, which take 200 MB; four at once took 968 MB for good.
"""

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

#: Pixels of pictures after which memory is given back; smaller ones leave little behind.
LARGE = 4_000_000


class PixelBudget:
    """Whoever decodes a picture waits until its pixels fit; the largest have it for themselves."""

    def __init__(self, most: int):
        self.most = self.free = most
        self.change = threading.Condition()

    @contextmanager
    def spend(self, pixels: int) -> Iterator[None]:
        pixels = min(pixels, self.most)
        with self.change:
            self.change.wait_for(lambda: self.free >= pixels)
            self.free -= pixels
        try:
            yield
        finally:
            if pixels >= LARGE:
                give_memory_back()
            with self.change:
                self.free += pixels
                self.change.notify_all()


def give_memory_back() -> None:
    """Let the C library return what it keeps for later; only that of GNU has a way."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)


decoding = PixelBudget(settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS).spend
