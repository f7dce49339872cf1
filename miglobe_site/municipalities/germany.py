"""The map of the federal states; germany.json names the source of its outlines."""

import json
import math
import re
from functools import cache
from pathlib import Path

from .states import STATES

#: The ends of Germany in degrees, which are the ends of the map in its own units.
WEST, EAST, SOUTH, NORTH = 5.8663, 15.0419, 47.2701, 55.0584
LEFT, RIGHT, TOP, BOTTOM = 2, 586.9, 2, 793.3
SMALL = {"be", "hb", "hh", "sl"}


@cache
def outlines():
    return json.loads(Path(__file__).with_name("germany.json").read_text(encoding="utf-8"))


def state_map(urls, interest=None):
    """Return the map for a template, with a link on each state that has one.

    ``urls``: {key of a state: URL}; ``interest``: where interest in an edition is noted, likewise.
    States with a link come last, so that their outline lies on top, and the smallest after all
    others, whose names reach over their neighbours.
    """
    interest = interest or {}
    states = [
        {
            "key": key,
            "name": STATES[key],
            "url": urls.get(key, ""),
            "interest": interest.get(key, ""),
            **outline,
        }
        for key, outline in outlines()["states"].items()
    ]
    states.sort(key=lambda state: (bool(state["url"]), state["key"] in SMALL))
    return {"view_box": outlines()["viewBox"], "states": states}


def project(longitude, latitude):
    """Return (x, y) of a place in degrees on the map, exact to about two of its units (2 km).

    The map is drawn in Mercator's projection: between the ends of Germany, both of its axes come
    out at 63.6 units for a degree at the equator. The ends of ten states confirm it; two of them
    are off by two units because the outlines are simplified.
    """
    x = LEFT + (longitude - WEST) / (EAST - WEST) * (RIGHT - LEFT)
    share = (mercator(NORTH) - mercator(latitude)) / (mercator(NORTH) - mercator(SOUTH))
    return x, TOP + share * (BOTTOM - TOP)


def mercator(latitude):
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))


@cache
def rings(key):
    """Return the outline of a state as rings of (x, y); its path has only M, l and z."""
    found, x, y = [], 0, 0
    for command, numbers in re.findall(r"([Ml])([^a-zA-Z]*)", outlines()["states"][key]["path"]):
        values = [float(number) for number in re.findall(r"-?\d*\.?\d+", numbers)]
        if command == "M":
            x, y = values[:2]
            found.append([(x, y)])
            continue
        for step_x, step_y in zip(values[::2], values[1::2], strict=True):
            x, y = x + step_x, y + step_y
            found[-1].append((x, y))
    return found


@cache
def bounds(key):
    """Return (left, top, right, bottom) of a state on the map."""
    points = [point for ring in rings(key) for point in ring]
    across, down = zip(*points, strict=True)
    return min(across), min(down), max(across), max(down)


def is_near(key, place, tolerance=3):
    """Whether a place on the map lies in the rectangle around a state."""
    left, top, right, bottom = bounds(key)
    return (
        left - tolerance <= place[0] <= right + tolerance
        and top - tolerance <= place[1] <= bottom + tolerance
    )
