"""A text of one edition in the words of another."""

from collections.abc import Collection

from ..registry import Edition
from .places import Reading
from .reasons import Reason
from .seen import Seen
from .verdicts import verdict


def swap(
    text: str,
    source: Edition,
    target: Edition,
    *,
    html: bool = False,
    names: Collection[str] = (),
    towns: Collection[str] = (),
) -> str:
    """Return a text with the region of one edition replaced by that of another where it is certain.

    ``names`` of organisations stay as they are, and a region behind one of the ``towns``, besides
    those known here. In HTML, only what stands between tags is changed.
    """
    if source == target:
        return text
    seen = Seen(text, html)
    reading = Reading(seen, names, towns)
    edits = []
    for place in reading.places:
        found = verdict(place, reading, source, target)
        if not isinstance(found, Reason):
            edits += found
    return seen.changed(edits) if edits else text
