"""The outline of a federal state with a dot for each practice example."""

from collections import Counter
from dataclasses import dataclass
from math import cos, pi, sin, sqrt

from editions.links import path_of
from miglobe_site.municipalities.germany import bounds, outlines, project

GOLDEN_ANGLE = pi * (3 - sqrt(5))
#: The size of a dot, and the room around the outline, as shares of the larger side of the map.
RADIUS, ROOM = 0.027, 0.03


@dataclass(frozen=True)
class Dot:
    """A place on the map, as texts for SVG, with what it leads to."""

    x: str
    y: str
    label: str = ""
    url: str = ""


def of_state(edition, dots):
    left, top, right, bottom = bounds(edition.key)
    side = max(right - left, bottom - top)
    room = side * ROOM
    box = (left - room, top - room, right - left + 2 * room, bottom - top + 2 * room)
    return {
        "view_box": " ".join(f"{number:.1f}" for number in box),
        "path": outlines()["states"][edition.key]["path"],
        "radius": f"{side * RADIUS:.1f}",
        "dots": dots,
    }


def of_example(page):
    place = page.town
    x, y = project(float(place.longitude), float(place.latitude))
    return of_state(page.edition, [Dot(f"{x:.1f}", f"{y:.1f}")])


def of_list(index, examples, request):
    """A dot for each of the examples that has a place; one query."""
    left, top, right, bottom = bounds(index.edition.key)
    step = 1.8 * RADIUS * max(right - left, bottom - top)
    url, dots, there = path_of(index, request), [], Counter()
    facts = ("title", "slug", "municipality__name", "municipality__longitude",
             "municipality__latitude")  # fmt: skip
    for title, slug, town, longitude, latitude in examples.values_list(*facts):
        if town is None:
            continue
        x, y = project(float(longitude), float(latitude))
        number = there[x, y]
        there[x, y] += 1
        x, y = beside(x, y, number, step)
        dots.append(Dot(f"{x:.1f}", f"{y:.1f}", f"{town}: {title}", f"{url}{slug}/"))
    return of_state(index.edition, dots)


def beside(x, y, number, step):
    """Where the dot with a number, from 0, goes whose place others have already: on a spiral."""
    away, angle = step * sqrt(number), number * GOLDEN_ANGLE
    return x + away * cos(angle), y + away * sin(angle)
