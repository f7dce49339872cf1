"""The server of `make run`: how it ends, and what slow clients can hold up."""

import os
import pty
import signal
import socket
import subprocess
import time
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from tests.servers import RUN, STARTED, TOP, is_up, running, status, wait_until

pytestmark = pytest.mark.sqlite_is_enough("the server")

PATIENCE = 15  # seconds until an ended server is gone; 3 on a machine that does nothing else
SIZE = 60 * 1024 * 1024


@contextmanager
def in_a_terminal(environment):
    """Start the site in a pseudo-terminal; yield (process, the terminal's other end)."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        RUN, cwd=TOP, env=environment, preexec_fn=lambda: os.login_tty(slave), pass_fds=[slave]
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


def test_ctrl_c_ends_it_while_somebody_reads_a_film_slowly(started_before):
    address = put_film(started_before)
    with in_a_terminal(started_before) as (process, terminal), stalled(address, GETS, 4):
        time.sleep(1)
        os.write(terminal, b"\x03")
        assert is_over(process, started_before)


def test_closed_terminal_ends_it(started_before):
    with in_a_terminal(started_before) as (process, terminal):
        os.close(terminal)
        assert is_over(process, started_before)


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGKILL])
def test_signal_to_the_first_process_ends_all(number, started_before):
    with in_a_terminal(started_before) as (process, _terminal):
        process.send_signal(number)
        assert is_over(process, started_before)


def put_film(environment):
    """Lay a large file among those that the server sends; return (host, port)."""
    with (Path(environment["DATA_DIR"]) / "static" / "film.mp4").open("wb") as film:
        film.truncate(SIZE)
    return "127.0.0.1", int(environment["PORT"])


GETS = [
    "GET /static/film.mp4 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "GET /static/film.mp4 HTTP/1.1\r\nHost: localhost\r\nRange: bytes=0-10,20-30\r\n\r\n",
    "GET /static/film.mp4 HTTP/1.1\r\nHost: localhost\r\nRange: bytes=0-\r\n\r\n",
]
#: CSRF protection reads the body where there is a cookie.
POSTS = [
    "POST /nrw/ HTTP/1.1\r\nHost: localhost\r\nCookie: csrftoken=" + "a" * 32 + "\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nx="
]


@contextmanager
def stalled(address, requests, number):
    """Clients that ask and then neither read nor send anything."""
    with ExitStack() as stack:
        for each in range(number):
            client = stack.enter_context(socket.socket())
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.connect(address)
            client.sendall(requests[each % len(requests)].encode())
        yield


@pytest.mark.parametrize("requests", [GETS, POSTS], ids=["reading", "sending"])
def test_fifty_clients_that_stand_still_hold_up_no_page(requests, started_before):
    host, port = put_film(started_before)
    with running(started_before) as (site, _lines), stalled((host, port), requests, 50):
        time.sleep(1)
        for path in ["/nrw/", "/bw/", "/nrw/mitglieder/", "/robots.txt"] * 5:
            assert status(site + path, seconds=10) == 200
