"""Profiles of invented persons are marked wherever they stand."""

from collections.abc import Iterable
from typing import Any


def samples_only(profiles: Iterable[Any]) -> bool:
    """Whether all who stand together are invented: one note then says so, else a mark on each."""
    marks = [profile.is_sample for profile in profiles]
    return bool(marks) and all(marks)
