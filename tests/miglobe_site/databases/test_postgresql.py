"""What a request waits for on PostgreSQL, and how long; the server is one of the test's own."""

import time
from contextlib import contextmanager

import psycopg
import pytest

from miglobe_site.databases.patience import limited_to
from miglobe_site.databases.postgresql.base import PAUSE, Connection, Outage
from tests import postgres

pytestmark = pytest.mark.sqlite_is_enough("the server is one of its own")

SLEEPING = "SELECT count(*) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)'"


@pytest.fixture(scope="module")
def database():
    with postgres.own_server() as server:
        yield server


@contextmanager
def given_up_within(seconds):
    started = time.monotonic()
    with pytest.raises(psycopg.OperationalError):
        yield
    assert time.monotonic() - started < seconds


def test_request_gives_a_frozen_server_up(database):
    with Connection.connect(database.url) as connection, database.frozen():
        with limited_to(0.5), given_up_within(3):
            connection.execute("SELECT 1")
        assert connection.closed


def test_server_ends_a_statement_that_a_request_has_given_up(database):
    with Connection.connect(database.url) as connection, limited_to(0.5), given_up_within(3):
        connection.execute("SELECT pg_sleep(60)")
    time.sleep(0.5)
    with Connection.connect(database.url, autocommit=True) as connection:
        assert connection.execute(SLEEPING).fetchone() == (0,)


def test_command_waits_as_long_as_it_takes(database):
    with Connection.connect(database.url) as connection:
        assert connection.execute("SELECT 1 FROM pg_sleep(1)").fetchone() == (1,)


def test_statement_that_fails_leaves_the_connection_open(database):
    with Connection.connect(database.url) as connection, limited_to(3):
        with pytest.raises(psycopg.errors.DivisionByZero):
            connection.execute("SELECT 1 / 0")
        connection.rollback()
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_after_a_pause_one_asks_for_all():
    outage = Outage()
    outage.refuse()
    outage.begin()
    with pytest.raises(psycopg.OperationalError):
        outage.refuse()
    outage.until -= PAUSE
    outage.refuse()  # this one tries
    with pytest.raises(psycopg.OperationalError):
        outage.refuse()
    outage.end()
    outage.refuse()
