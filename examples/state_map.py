"""The outline of a federal state with a dot for each town that has practice examples."""

from dataclasses import dataclass
from math import cos, dist, pi, sin, sqrt

from editions.links import path_of
from miglobe_site.municipalities.germany import bounds, outlines, project
from miglobe_site.slugs import slug_of

GOLDEN_ANGLE = pi * (3 - sqrt(5))
#: The size of a dot, and the room around the outline, as shares of the larger side of the map. On
#: the narrowest telephones the map is 288 pixels wide, and a dot 24: what a finger hits.
RADIUS, ROOM = 0.042, 0.05
#: How many places beside its own are tried for a dot that others leave no room.
TRIES = 60


@dataclass(frozen=True)
class Dot:
    """A place on the map, as texts for SVG, with what it leads to and how many that are."""

    x: str
    y: str
    label: str = ""
    url: str = ""
    number: int = 1


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
    place = page.town.place
    return of_state(page.edition, [Dot(*map(text, place))] if place else [])


def of_list(index, examples, request, listing):
    """A dot for each town of the examples that is on the map; one query.

    It leads to the example, and where a town has several, to the list of them, narrowed as
    ``listing`` is.
    """
    left, top, right, bottom = bounds(index.edition.key)
    gap = 2 * RADIUS * max(right - left, bottom - top)
    url, towns = path_of(index, request), {}
    facts = ("title", "slug", "municipality__name", "municipality__longitude",
             "municipality__latitude")  # fmt: skip
    for title, slug, *town in examples.values_list(*facts):
        if None not in town:
            towns.setdefault(tuple(town), []).append((title, slug))
    dots, taken = [], []
    for (town, longitude, latitude), there in sorted(towns.items(), key=most_first):
        x, y = free_place(project(float(longitude), float(latitude)), taken, gap)
        taken.append((x, y))
        title, slug = there[0]
        if len(there) == 1:
            dots.append(Dot(text(x), text(y), f"{town}: {title}", f"{url}{slug}/"))
        else:
            label, query = f"{town} ({len(there)})", f"{listing.query_of(ort=slug_of(town))}#liste"
            dots.append(Dot(text(x), text(y), label, url + query, len(there)))
    return of_state(index.edition, dots)


def most_first(item):
    (town, *_place), there = item
    return -len(there), town


def free_place(place, taken, gap):
    """Return the nearest of the places tried around one that no dot covers, else that one."""
    for number in range(TRIES):
        there = beside(*place, number, gap / 2)
        if all(dist(there, other) >= gap for other in taken):
            return there
    return place


def beside(x, y, number, step):
    """The place with a number, from 0, on a spiral around another."""
    away, angle = step * sqrt(number), number * GOLDEN_ANGLE
    return x + away * cos(angle), y + away * sin(angle)


def text(number):
    return f"{number:.1f}"
