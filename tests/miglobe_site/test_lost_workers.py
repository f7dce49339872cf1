"""A worker of `make run` that is killed, as where memory is short: another takes its place."""

import os
import signal
import threading
import time
from http.client import HTTPException
from pathlib import Path

import pytest

from tests.servers import running, status, wait_until

pytestmark = pytest.mark.sqlite_is_enough("the server")

PATIENCE = 10  # seconds until another worker is there; 2 on a machine that does nothing else


def workers(site):
    """The processes that listen at the port of a site, found as anybody may find them."""
    port = site.rpartition(":")[2]
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            is_ours = f"PORT={port}" in (folder / "environ").read_text().split("\0")
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if is_ours and fields[0] != "Z" and int(fields[3]) == int(folder.name):
            found.append(int(folder.name))
    return sorted(found)


def lost_while(site, act):
    """Let four clients ask while something happens; return how many requests got no answer."""
    lost, asked, over = [], [], threading.Event()

    def ask():
        while not over.is_set():
            asked.append(1)
            try:
                assert status(f"{site}/robots.txt", seconds=20) == 200
            except (OSError, HTTPException, AssertionError) as error:
                lost.append(error)

    clients = [threading.Thread(target=ask) for _client in range(4)]
    for each in clients:
        each.start()
    try:
        act()
    finally:
        over.set()
        for each in clients:
            each.join()
    return len(lost), len(asked)


def kill_one(site):
    """Kill a worker and wait until there are two again."""
    before = workers(site)
    assert len(before) == 2
    os.kill(before[0], signal.SIGKILL)
    killed = time.monotonic()
    assert wait_until(lambda: before[0] not in (now := workers(site)) and len(now) == 2, PATIENCE)
    print(f"another worker after {time.monotonic() - killed:.2f} s")


def test_killed_worker_is_replaced_and_loses_its_own_requests_alone(started_before):
    with running(started_before) as (site, _lines):
        lost, asked = lost_while(site, lambda: (time.sleep(1), kill_one(site), time.sleep(1)))
        print(f"{lost} of {asked} requests lost")
        assert lost <= 4
        assert status(f"{site}/nrw/") == 200


@pytest.mark.parametrize("number", ["2", "1"])
def test_workers_killed_again_and_again_are_replaced(number, started_before):
    """granian alone gives up when a worker is lost twice within 5.5 seconds."""
    with running(started_before | {"WORKERS": number}) as (site, _lines):
        for _time in range(3):
            for worker in workers(site):
                os.kill(worker, signal.SIGKILL)
            killed = time.monotonic()
            time.sleep(0.5)
            assert wait_until(lambda: len(workers(site)) == int(number), PATIENCE)
            assert wait_until(lambda: answers(site), PATIENCE)
            print(f"an answer {time.monotonic() - killed:.2f} s after all workers were killed")


def answers(site):
    try:
        return status(f"{site}/nrw/") == 200
    except (OSError, HTTPException):
        return False
