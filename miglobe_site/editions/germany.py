"""The map of the federal states; germany.json names the source of its outlines."""

import json
from functools import cache
from pathlib import Path

from .registry import EDITIONS


@cache
def outlines():
    return json.loads(Path(__file__).with_name("germany.json").read_text(encoding="utf-8"))


def state_map(urls):
    """Return the map for a template, with a link on each state that has one.

    ``urls``: {edition key: URL}. States with a link come last, so that their outline lies on top.
    """
    states = [
        {"edition": EDITIONS[key], "url": urls.get(key, ""), **outline}
        for key, outline in outlines()["states"].items()
    ]
    states.sort(key=lambda state: bool(state["url"]))
    return {"view_box": outlines()["viewBox"], "states": states}
