"""The server of `make run`: how it ends, and what slow clients can hold up."""

import os
import pty
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress

import pytest

from tests.servers import (
    GETS,
    POSTS,
    RUN,
    STARTED,
    TOP,
    is_up,
    put_film,
    running,
    stalled,
    status,
    wait_until,
)

pytestmark = pytest.mark.sqlite_is_enough("the server")

PATIENCE = 15  # seconds until an ended server is gone; 3 on a machine that does nothing else


def in_terminal(device):
    """Stand in a terminal that can be closed, though whoever runs the tests may have said nohup."""
    os.login_tty(device)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@contextmanager
def in_a_terminal(environment, *before):
    """Start the site in a pseudo-terminal; yield (process, the terminal's other end)."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [*before, *RUN],
        cwd=TOP,
        env=environment,
        preexec_fn=lambda: in_terminal(slave),
        pass_fds=[slave],
    )
    os.close(slave)
    seen = b""
    try:
        while STARTED.encode() not in seen:
            seen += os.read(master, 1024)
        yield process, master
    finally:
        process.kill()
        process.wait()
        with suppress(OSError):
            os.close(master)


def is_over(process, environment):
    started = time.monotonic()
    ended = wait_until(lambda: process.poll() is not None, PATIENCE)
    print(f"ended after {time.monotonic() - started:.1f} s")
    return ended and wait_until(lambda: not is_up(environment), 2)


def test_one_ctrl_c_ends_it(started_before):
    for _try in range(5):
        with in_a_terminal(started_before) as (process, terminal):
            assert status(f"http://127.0.0.1:{started_before['PORT']}/nrw/") == 200
            os.write(terminal, b"\x03")
            assert is_over(process, started_before)
            assert process.returncode == 0


def test_ctrl_c_reaches_the_workers_through_their_parent_alone(started_before):
    """A worker that is told twice often waits until it is killed; the parent is held up here."""
    with in_a_terminal(started_before) as (process, terminal):
        process.send_signal(signal.SIGSTOP)
        os.write(terminal, b"\x03")
        time.sleep(1)
        assert status(f"http://127.0.0.1:{started_before['PORT']}/nrw/", seconds=10) == 200


def test_ctrl_c_ends_it_while_somebody_reads_a_film_slowly(started_before):
    address = put_film(started_before)
    with in_a_terminal(started_before) as (process, terminal), stalled(address, GETS, 4):
        time.sleep(1)
        os.write(terminal, b"\x03")
        assert is_over(process, started_before)


#: Runs a command as make does: told that the terminal is closed, it waits for the command to end.
LIKE_MAKE = """
import signal, subprocess, sys
signal.signal(signal.SIGHUP, lambda *_: None)
sys.exit(subprocess.call(sys.argv[1:]))
"""


@pytest.mark.parametrize("before", [[], [sys.executable, "-c", LIKE_MAKE]], ids=["alone", "make"])
def test_closed_terminal_ends_it(before, started_before):
    with in_a_terminal(started_before, *before) as (process, terminal):
        os.close(terminal)
        assert is_over(process, started_before)


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGKILL])
def test_signal_to_the_first_process_ends_all(number, started_before):
    with in_a_terminal(started_before) as (process, _terminal):
        process.send_signal(number)
        assert is_over(process, started_before)


@pytest.mark.parametrize("requests", [GETS, POSTS], ids=["reading", "sending"])
def test_fifty_clients_that_stand_still_hold_up_no_page(requests, started_before):
    host, port = put_film(started_before)
    with running(started_before) as (site, _lines), stalled((host, port), requests, 50):
        time.sleep(1)
        for path in ["/nrw/", "/bw/", "/nrw/mitglieder/", "/robots.txt"] * 5:
            assert status(site + path, seconds=10) == 200
