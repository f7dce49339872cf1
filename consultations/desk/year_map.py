"""The municipalities of a year on the outline of their federal state."""

from typing import Any

from consultations.year.counting import Figures
from editions.registry import Edition
from examples.state_map import RADIUS, Dot, free_place, of_state, text
from miglobe_site.municipalities.germany import bounds


def map_of(edition: Edition, figures: Figures) -> dict[str, Any] | None:
    """A dot for each place of the state, most first; None where nobody on the map has asked."""
    left, top, right, bottom = bounds(edition.key)
    gap = 2 * RADIUS * max(right - left, bottom - top)
    dots, taken = [], []
    for place, number in sorted(figures.places.items(), key=lambda each: (-each[1], each[0].name)):
        if place.state == edition.key and place.point:
            x, y = free_place(place.point, taken, gap)
            taken.append((x, y))
            dots.append(Dot(text(x), text(y), f"{place.name}: {number}", number=number))
    return of_state(edition, dots) if dots else None
