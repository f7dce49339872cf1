"""The directory with 36 and with 1,000 profiles: time and SQL queries of an uncached answer."""

import io
import statistics
import time

from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.profiles import make, varied

SIZES = (36, 1000)
MOST, QUERIES, ROUNDS = 1.5, 12, 30  # times the time of the small list, queries, answers
PATHS = ("/nrw/mitglieder/", "/nrw/mitglieder/?art=online")  # both more than a page


def milliseconds(client, path):
    start = time.perf_counter()
    assert client.get(path).status_code == 200
    return (time.perf_counter() - start) * 1000


def figures(path):
    """Return (queries of the first answer, median milliseconds of the later ones)."""
    client = Client()
    client.get("/nrw/")
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries), statistics.median(milliseconds(client, path) for _round in range(ROUNDS))


def measure():
    call_command("load_initial_content", stdout=io.StringIO())
    cache.clear()
    found, made = {}, 0
    for size in SIZES:
        make(list(varied(size))[made:], first=made)
        made = size
        found[size] = [figures(path) for path in PATHS]
    print(f"\n{connection.vendor}: directory with {SIZES[0]} and {SIZES[1]} profiles")
    for path, small, large in zip(PATHS, *found.values(), strict=True):
        ratio = large[1] / small[1]
        verdict = "" if ratio <= MOST and max(small[0], large[0]) <= QUERIES else "  TOO MUCH"
        print(
            f"  {path}\n    {small[0]} and {large[0]} queries of {QUERIES}, "
            f"{small[1]:.1f} and {large[1]:.1f} ms, {ratio:.2f} of {MOST} times{verdict}"
        )
