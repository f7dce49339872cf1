"""PostgreSQL stopped, restarted and frozen under a running site."""

import subprocess
import sys
import threading
import time

import pytest

from tests import postgres
from tests.asking import ask, ask_together, say
from tests.servers import TOP, fresh_environment, running, wait_until

pytestmark = pytest.mark.sqlite_is_enough("the server is one of its own")

PAGES = ["/nrw/", "/bw/", "/", "/nrw/mitglieder/"]
WITHOUT_DATABASE = ["/robots.txt", "/favicon.ico", "/site.webmanifest"]


def manage(environment, *arguments):
    command = [sys.executable, "manage.py", *arguments]
    local = {"SECRET_KEY": "x" * 50, "ALLOWED_HOSTS": "localhost", "HTTPS": "0"}
    local["DJANGO_SUPERUSER_PASSWORD"] = "demo-password-1"
    subprocess.run(command, cwd=TOP, env=local | environment, check=True, capture_output=True)


@pytest.fixture(scope="module")
def database():
    with postgres.own_server() as server:
        yield server


@pytest.fixture(scope="module")
def site(database, tmp_path_factory):
    """The address of a site with its first content and without the demonstration's."""
    environment = fresh_environment(tmp_path_factory.mktemp("site"))
    environment["DATABASE_URL"] = database.url
    manage(environment, "migrate")
    manage(environment, "createsuperuser", "--no-input", "--email=x@example.org")
    with running(environment) as (address, _lines):
        yield address


@pytest.fixture
def warm(site):
    """All threads of all workers have asked the database."""
    ask_together([site + path for path in PAGES * 10])
    return site


def test_stopped_server_is_told_of_in_three_seconds(warm, database):
    database.stop()
    try:
        answers = ask_together([warm + path for path in PAGES * 6])
        say("stopped, 24 at once", answers)
        one = [ask(warm + path) for path in PAGES]
        say("stopped, one after the other", one)
        assert all(answer.is_away and answer.seconds < 3 for answer in answers + one)
        without = [ask(warm + path) for path in WITHOUT_DATABASE]
        say("stopped, without database", without)
        assert all(answer.status == 200 and answer.seconds < 0.5 for answer in without)
    finally:
        database.start()
    assert wait_until(lambda: ask(warm + "/nrw/").status == 200, 3)


def test_restarted_server_costs_no_failure(warm, database):
    """Somebody reads page after page while the server restarts, with connections cut."""
    for mode in ("fast", "immediate"):
        answers, is_over = [], threading.Event()

        def read(answers=answers, is_over=is_over):
            while not is_over.is_set():
                answers.append(ask(f"{warm}/nrw/"))

        readers = [threading.Thread(target=read) for _reader in range(4)]
        for reader in readers:
            reader.start()
        try:
            time.sleep(1)
            database.stop(mode)
            time.sleep(1)
            database.start()
            started, seen = time.monotonic(), len(answers)
            recovered = wait_until(lambda: {a.status for a in answers[seen:][-8:]} == {200}, 60)  # noqa: B023
            print(f"recovered after {time.monotonic() - started:.1f} s")
            assert recovered and time.monotonic() - started < 3
        finally:
            is_over.set()
            for reader in readers:
                reader.join()
            say(f"restarted ({mode})", answers)
        assert {answer.status for answer in answers} <= {200, 503}


def test_frozen_server_is_told_of_in_five_seconds(warm, database):
    with database.frozen():
        answers = ask_together([warm + path for path in PAGES * 6])
        say("frozen, 24 at once", answers)
        one = [ask(warm + path) for path in PAGES]
        say("frozen, one after the other", one)
        without = [ask(warm + path) for path in WITHOUT_DATABASE]
        say("frozen, without database", without)
    assert all(answer.is_away and answer.seconds < 5 for answer in answers + one)
    assert all(answer.status == 200 and answer.seconds < 0.5 for answer in without)
    assert wait_until(lambda: ask(warm + "/nrw/").status == 200, 3)
