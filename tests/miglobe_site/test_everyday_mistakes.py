"""Everyday mistakes at `make run` get one sentence that says what to do, and no traceback."""

import errno
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, ProgrammingError

from miglobe_site.local import failures
from tests.servers import TOP, fresh_environment, run

pytestmark = pytest.mark.sqlite_is_enough("each is about this machine")


def said(ended):
    """The one sentence of a start that failed."""
    assert ended.returncode == 1, ended.stdout + ended.stderr
    assert "Traceback" not in ended.stderr
    assert "MiGlobe is at" not in ended.stdout
    lines = ended.stderr.strip().splitlines()
    assert len(lines) == 1, ended.stderr
    return lines[0]


@pytest.mark.parametrize(
    "name, value, words",
    [
        ("PORT", "abc", "PORT must be a number from 1 to 65535, not “abc”"),
        ("PORT", "99999", "PORT must be a number from 1 to 65535"),
        ("PORT", "0", "PORT must be a number from 1 to 65535"),
        ("PORT", "-1", "PORT must be a number"),
        ("PORT", "８０", "PORT must be a number"),
        ("WORKERS", "abc", "WORKERS must be a number from 1 to 99"),
        ("WORKERS", "0", "WORKERS must be a number"),
        ("HOST", "192.0.2.1", "HOST=192.0.2.1 is no address of this machine"),
        ("HOST", "kein rechner", "is no address of this machine"),
        ("PROXY_COUNT", "eins", "PROXY_COUNT must be a number"),
        ("DATABASE_URL", "nonsense", "DATABASE_URL cannot be read"),
        ("DATA_DIR", "/dev/null/x", "DATA_DIR=/path/to/it"),
        ("DATA_DIR", __file__, "DATA_DIR=/path/to/it"),
        ("DATA_DIR", "/proc", "DATA_DIR=/path/to/it"),
    ],
)
def test_wrong_variable(name, value, words, tmp_path):
    assert words in said(run(fresh_environment(tmp_path) | {name: value}))


def test_mail_server_with_a_wrong_port(tmp_path):
    environment = fresh_environment(tmp_path) | {"EMAIL_HOST": "localhost", "EMAIL_PORT": "smtp"}
    assert "EMAIL_PORT must be a number" in said(run(environment))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_port_for_root_alone(tmp_path):
    limit = Path("/proc/sys/net/ipv4/ip_unprivileged_port_start")
    if not limit.exists() or int(limit.read_text()) <= 80:
        pytest.skip("ports below 1024 are for everybody here")
    code = "import os; from miglobe_site.local.environment import refuse_taken_port as refuse;"
    code += "refuse('127.0.0.1', 8); os.setuid(65534); refuse('127.0.0.1', 80)"
    command = [sys.executable, "-c", code]
    ended = subprocess.run(command, cwd=TOP, capture_output=True, text=True)
    assert "not for ordinary users" in ended.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk")
@pytest.mark.parametrize("size", ["16k", "600k"])
def test_full_disk_and_the_start_after_it(size, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.call(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", disk]):
        pytest.skip("nothing can be mounted here")
    try:
        assert "disk is full" in said(run(fresh_environment(disk)))
    finally:
        subprocess.check_call(["umount", disk])


def test_database_that_is_none(tmp_path):
    (tmp_path / "db.sqlite3").write_text("Das ist keine Datenbank. " * 100)
    assert "is damaged" in said(run(fresh_environment(tmp_path)))


def test_half_made_database(started_before):
    with closing(sqlite3.connect(Path(started_before["DATA_DIR"]) / "db.sqlite3")) as database:
        database.execute("DROP TABLE search_entry")
        database.execute("DELETE FROM django_migrations WHERE app = 'members'")
        database.commit()
    sentence = said(run(started_before))
    assert "is half-made" in sentence
    data = started_before["DATA_DIR"]
    assert f"rm -r {data}/db.sqlite3* {data}/media" in sentence


def test_terminal_in_latin_1(started_before):
    """What it cannot show is left out; nothing fails."""
    environment = started_before | {"PYTHONIOENCODING": "latin-1", "PORT": "abc"}
    ended = run(environment, text=False)
    assert b"PORT must be a number" in ended.stderr
    environment["PORT"], environment["DATABASE_URL"] = (
        started_before["PORT"],
        "sqlite:////dev/null/x",
    )
    ended = run(environment, text=False)
    assert b"Preparing the database" in ended.stdout
    assert b"UnicodeEncodeError" not in ended.stderr


@pytest.mark.parametrize(
    "error, words",
    [
        (OperationalError("attempt to write a readonly database"), "cannot be written"),
        (OperationalError("unable to open database file"), "cannot be written"),
        (OperationalError("database is locked"), "Another program"),
        (OperationalError("database or disk is full"), "disk is full"),
        (OperationalError("no such table: home_homepage"), "half-made"),
        (ProgrammingError('relation "home_homepage" already exists'), "half-made"),
        (OperationalError("couldn't get a connection after 30.00 sec"), "PostgreSQL"),
        (OperationalError('connection to server at "localhost" failed'), "PostgreSQL"),
        (OSError(errno.ENOSPC, "No space left on device"), "disk is full"),
        (PermissionError(errno.EACCES, "Permission denied", "/x/y"), "/x/y cannot be used"),
        (ImproperlyConfigured("SECRET_KEY is not set."), "SECRET_KEY is not set."),
    ],
)
def test_sentence_of_an_error_and_of_its_cause(error, words):
    assert words in failures.explain(error)
    outer = RuntimeError("outer")
    outer.__cause__ = error
    assert words in failures.explain(outer)


def test_what_nobody_foresaw_keeps_its_traceback():
    assert failures.explain(KeyError("x")) == ""
    with pytest.raises(KeyError), failures.explained():
        raise KeyError("x")
