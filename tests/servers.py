"""The site as `make run` starts it: a process of its own with a data folder and a port."""

import http.client
import os
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

TOP = Path(__file__).parents[1]
RUN = [sys.executable, "-m", "miglobe_site.local", "run"]
OURS = ("DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "HTTPS", "BASE_URL", "DATABASE_URL", "WORKERS")
STARTED = "Stop it with Ctrl-C."
SIZE = 60 * 1024 * 1024
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


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def fresh_environment(folder):
    """An environment that names nothing but a data folder and a free port."""
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    places = {"DATA_DIR": str(folder), "PORT": str(free_port())}
    return kept | places | {"DEMO_PASSWORD": "demo-password-1"}


def run(environment, command=RUN, **options):
    """Start the site where it cannot start, and return the process when it has ended."""
    options = {"capture_output": True, "text": True, "timeout": 300} | options
    return subprocess.run(command, cwd=TOP, env=environment, **options)


@contextmanager
def running(environment):
    """Start the site and yield (address, lines printed so far) when it answers."""
    log = Path(environment["DATA_DIR"]) / "log.txt"
    with log.open("w") as file:
        server = subprocess.Popen(
            RUN, cwd=TOP, env=environment, stdout=file, stderr=subprocess.STDOUT
        )
    try:
        wait_until(lambda: server.poll() is not None or STARTED in log.read_text(), 300)
        if server.poll() is not None:
            pytest.fail(f"The site did not start:\n{log.read_text()}")
        yield f"http://127.0.0.1:{environment['PORT']}", log.read_text().splitlines()
    finally:
        server.terminate()
        server.wait(timeout=30)


def wait_until(condition, seconds):
    """Wait until it holds; return whether it does."""
    end = time.monotonic() + seconds
    while not (holds := condition()) and time.monotonic() < end:
        time.sleep(0.05)
    return holds


def status(url, seconds=30):
    try:
        with urlopen(url, timeout=seconds) as answer:
            return answer.status
    except HTTPError as error:
        return error.code


def is_up(environment):
    try:
        return bool(status(f"http://127.0.0.1:{environment['PORT']}/robots.txt"))
    except (URLError, OSError, http.client.HTTPException):
        return False


def put_film(environment):
    """Lay a large file among those that the server sends; return (host, port)."""
    with (Path(environment["DATA_DIR"]) / "static" / "film.mp4").open("wb") as film:
        film.truncate(SIZE)
    return "127.0.0.1", int(environment["PORT"])


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
