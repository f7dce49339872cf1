"""Pages while fifty clients ask for a film of 60 MB, or send a form, and then stand still."""

import os
import statistics
import time
from contextlib import nullcontext

from django.db import connection

from tests.servers import GETS, POSTS, free_port, put_film, running, stalled, status

MOST, ROUNDS = 300, 60  # milliseconds for 95 of 100 pages, pages
PATHS = ("/nrw/", "/bw/", "/nrw/mitglieder/")


def milliseconds(url):
    start = time.perf_counter()
    assert status(url) == 200
    return (time.perf_counter() - start) * 1000


def measure():
    port = str(free_port())
    ours = {"PORT": port, "ALLOWED_HOSTS": "127.0.0.1,localhost", "BASE_URL": ""}
    environment = os.environ | ours
    address = put_film(environment)
    print(f"\n{connection.vendor}: pages while 50 clients stand still")
    with running(environment) as (site, _lines):
        for name, requests in {"none": [], "reading": GETS, "sending": POSTS}.items():
            with stalled(address, requests, 50) if requests else nullcontext():
                time.sleep(1)
                times = [milliseconds(site + PATHS[each % 3]) for each in range(ROUNDS)]
            late = statistics.quantiles(times, n=20)[-1]
            verdict = "" if late <= MOST else "  TOO MUCH"
            print(f"  {name}: p95 {late:.0f} of {MOST} ms{verdict}")
