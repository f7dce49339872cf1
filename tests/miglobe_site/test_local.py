"""`make run` as a person meets it: an empty folder, a start, pages, a second start."""

import os
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import dj_database_url
import pytest
from django.db import connection

TOP = Path(__file__).parents[2]
PATHS = ["/", "/nrw/", "/bw/", "/nrw/miglobe/", "/bw/miglobe/", "/sitemap.xml", "/admin/login/"]


@pytest.fixture
def environment(tmp_path, transactional_db):
    """An environment that names nothing but a data folder, a free port and an empty database."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ours = ("DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "HTTPS", "BASE_URL", "DATABASE_URL")
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    kept |= {"DATA_DIR": str(tmp_path), "PORT": str(port), "DEMO_PASSWORD": "demo-password-1"}
    if connection.vendor != "postgresql":
        yield kept
        return
    name = f"run_{port}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    base = dj_database_url.parse(os.environ["DATABASE_URL"])["NAME"]
    head, _, tail = os.environ["DATABASE_URL"].rpartition(f"/{base}")
    yield kept | {"DATABASE_URL": f"{head}/{name}{tail}"}
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def running(environment):
    """Start the site and yield (address, lines printed so far) when it answers."""
    address = f"http://127.0.0.1:{environment['PORT']}"
    log = Path(environment["DATA_DIR"]) / "log.txt"
    with log.open("w") as file:
        server = subprocess.Popen(
            [sys.executable, "-m", "miglobe_site.local", "run"],
            cwd=TOP,
            env=environment,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_for(f"{address}/nrw/", server, log)
        yield address, log.read_text().splitlines()
    finally:
        server.terminate()
        server.wait(timeout=30)


def wait_for(url, server, log, seconds=300):
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        try:
            return urlopen(url, timeout=10)
        except (URLError, ConnectionError):
            time.sleep(0.1)
    pytest.fail(f"The site did not answer:\n{log.read_text()}")


def status(url):
    with urlopen(url, timeout=30) as answer:
        return answer.status


def test_first_start_makes_everything_and_the_second_changes_nothing(environment):
    with running(environment) as (address, lines):
        assert any("redaktion-nrw@example.org" in line for line in lines)
        # Many at once: the server's processes must not share a database connection.
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(status, [address + path for path in PATHS * 12]))
        assert set(answers) == {200}
    secret = Path(environment["DATA_DIR"]) / "secret_key"
    assert secret.stat().st_mode & 0o077 == 0
    key = secret.read_text()
    with running(environment) as (_address, lines):
        assert any("stays as it is" in line for line in lines)
        assert not any("@example.org" in line for line in lines)
    assert secret.read_text() == key


def test_port_that_is_taken_is_said(environment):
    with socket.socket() as other:
        other.bind(("127.0.0.1", int(environment["PORT"])))
        other.listen()
        command = [sys.executable, "-m", "miglobe_site.local", "run"]
        ended = subprocess.run(command, cwd=TOP, env=environment, capture_output=True, text=True)
    assert ended.returncode == 1
    assert "runs at http://127.0.0.1" in ended.stderr
    assert "make run PORT=8001" in ended.stderr
