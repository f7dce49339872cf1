"""Bodies of requests to a running site: too large, without a length, without an end."""

import socket
import time
from contextlib import ExitStack, closing

import pytest

from tests.servers import POSTS, running, stalled, status, wait_until

pytestmark = pytest.mark.sqlite_is_enough("the server")

LARGE = 100_000_000
FORM = "Content-Type: application/x-www-form-urlencoded\r\n"
UPLOAD = "Content-Type: multipart/form-data; boundary=x\r\n"


def connected(site):
    host, port = site.removeprefix("http://").split(":")
    return closing(socket.create_connection((host, int(port)), timeout=60))


def first_line(client):
    """The first line of an answer; "" where there is none before the connection ends."""
    try:
        return client.recv(1000).decode("latin-1").partition("\r\n")[0]
    except ConnectionError:
        return ""


def send_all(client, piece):
    """Send as much of 100 MB as is taken; return how much."""
    sent = 0
    while sent < LARGE:
        try:
            client.sendall(piece)
        except OSError:
            break
        sent += len(piece)
    return sent


def test_upload_of_a_stranger_is_refused_before_it_is_read(started_before):
    chunk = b"10000\r\n" + b"x" * 65536 + b"\r\n"
    with running(started_before) as (site, _lines):
        for path in ("/admin/login/", "/nrw/", "/mein-profil/foto/"):
            for kind in (FORM, UPLOAD, ""):
                for size, piece, codes in (
                    (f"Content-Length: {LARGE}\r\n", b"x" * 65536, "413"),
                    ("Transfer-Encoding: chunked\r\n", chunk, "411"),
                ):
                    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\n{kind}{size}\r\n"
                    with connected(site) as client:
                        client.sendall(head.encode())
                        started = time.monotonic()
                        assert codes in first_line(client), (path, kind, size)
                        assert time.monotonic() - started < 5
                    with connected(site) as client:
                        client.sendall(head.encode())
                        assert send_all(client, piece) < LARGE / 4


def test_bodies_without_an_end_hold_up_nobody_and_are_given_up(started_before):
    """With twelve of them, all places for bodies are taken, and no form is accepted."""
    head = POSTS[0].encode()
    with running(started_before) as (site, _lines), ExitStack() as stack:
        clients = [stack.enter_context(connected(site)) for _client in range(12)]
        started = time.monotonic()
        for client in clients:
            client.sendall(head)
        time.sleep(1)
        slowest = 0
        for path in ["/nrw/", "/bw/", "/nrw/mitglieder/", "/admin/login/", "/robots.txt"] * 4:
            asked = time.monotonic()
            assert status(site + path, seconds=10) == 200
            slowest = max(slowest, time.monotonic() - asked)
        print(f"slowest page: {slowest:.2f} s")
        for client in clients:
            while client.recv(10_000):  # 503 for some; the connections of all are ended
                pass
        print(f"given up after {time.monotonic() - started:.0f} s")
        assert time.monotonic() - started < 50
        assert wait_until(lambda: post(site) == "403", 15)  # a form without a token is read again


def post(site):
    with connected(site) as client:
        body = "x=1"
        head = POSTS[0].partition("Content-Length")[0] + f"Content-Length: {len(body)}\r\n\r\n"
        client.sendall((head + body).encode())
        return first_line(client)[9:12]


def test_form_that_breaks_off_is_not_taken_for_whole(started_before):
    with running(started_before) as (site, _lines), connected(site) as client:
        client.sendall(POSTS[0].encode())
        client.shutdown(socket.SHUT_WR)
        assert first_line(client)[9:12] in {"", "400"}


def test_few_unfinished_bodies_leave_others_their_places(started_before):
    host, port = "127.0.0.1", int(started_before["PORT"])
    with running(started_before) as (site, _lines), stalled((host, port), POSTS, 4):
        time.sleep(1)
        for path in ["/nrw/", "/admin/login/"] * 3:
            assert status(site + path, seconds=10) == 200
        assert post(site) == "403"
