"""`make run` as a person meets it: an empty folder, a start, pages, a second start."""

import os
import pty
import socket
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from tests.servers import RUN, TOP, is_up, run, running, status, wait_until

PATHS = ["/", "/nrw/", "/bw/", "/nrw/miglobe/", "/bw/miglobe/", "/sitemap.xml", "/admin/login/"]


def test_first_start_makes_everything_and_the_second_changes_nothing(environment):
    with running(environment) as (address, lines):
        assert any("redaktion-nrw@example.org" in line for line in lines)
        # Many at once: the server's processes must not share a database connection.
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(status, [address + path for path in PATHS * 12]))
        assert set(answers) == {200}
        assert address in lines[-2]
    data = Path(environment["DATA_DIR"])
    secret = data / "secret_key"
    key = secret.read_text()
    names = [path for path in data.iterdir() if path.name != "log.txt"]
    assert [path.name for path in names if path.stat().st_mode & 0o077] == []
    with running(environment) as (_address, lines):
        assert any("stays as it is" in line for line in lines)
        assert not any("@example.org" in line for line in lines)
    assert secret.read_text() == key


@pytest.mark.sqlite_is_enough("what is left of a start that was stopped")
def test_start_that_was_stopped_before_the_logins_makes_them_the_next_time(started_before):
    data = Path(started_before["DATA_DIR"])
    (data / "secret_key").write_text("")  # stopped before that was written, too
    forget_users(data / "db.sqlite3")
    with running(started_before) as (address, lines):
        assert status(f"{address}/nrw/") == 200
        made = [line for line in lines if "@example.org" in line]
        assert any("admin@example.org" in line and "demo-password-1" in line for line in made)
    assert len((data / "secret_key").read_text()) > 50
    with running(started_before) as (_address, lines):
        assert not any("@example.org" in line for line in lines)


def forget_users(path):
    """Make a database as it is between the step that loads texts and the one that makes logins."""
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("PRAGMA foreign_keys = OFF")
        for (name,) in database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%\"accounts_user\"%'"
        ).fetchall():
            if name != "wagtailcore_page":
                columns = database.execute(f'PRAGMA foreign_key_list("{name}")').fetchall()
                required = {
                    row[1]: row[3] for row in database.execute(f'PRAGMA table_info("{name}")')
                }
                for column in [row[3] for row in columns if row[2] == "accounts_user"]:
                    if required[column]:
                        database.execute(f'DELETE FROM "{name}"')
                    else:
                        database.execute(f'UPDATE "{name}" SET "{column}" = NULL')
        database.execute("UPDATE wagtailcore_page SET owner_id = NULL, locked_by_id = NULL")
        database.execute("DELETE FROM accounts_user")


@pytest.mark.sqlite_is_enough("modes of files")
def test_data_that_earlier_starts_left_readable_is_its_owners_alone(started_before):
    data = Path(started_before["DATA_DIR"])
    (data / "db.sqlite3").chmod(0o644)
    (data / "media").mkdir(mode=0o755, exist_ok=True)
    with running(started_before):
        modes = {stat.S_IMODE((data / name).stat().st_mode) for name in ("db.sqlite3", "media")}
    assert all(mode & 0o077 == 0 for mode in modes)


@pytest.mark.sqlite_is_enough("a command in a terminal")
def test_port_that_is_taken_is_said(started_before):
    with socket.socket() as other:
        other.bind(("127.0.0.1", int(started_before["PORT"])))
        other.listen()
        ended = run(started_before)
    assert ended.returncode == 1
    assert "runs at http://127.0.0.1" in ended.stderr
    assert "make run PORT=8001" in ended.stderr


@pytest.mark.sqlite_is_enough("a command in a terminal")
def test_lost_password_is_set_anew(started_before):
    command = [*RUN[:-1], "password"]
    named = run(started_before, command=command)
    assert "make password LOGIN=" in named.stderr
    assert "admin@example.org" in named.stderr
    assert "no login “x@y”" in run(started_before, command=[*command, "x@y"]).stderr
    pid, terminal = pty.fork()  # passwords are read from the terminal
    if pid == 0:
        os.chdir(TOP)
        os.execve(sys.executable, [*command, "admin@example.org"], started_before)
    typed = b"Ein neues langes Wort 7\n"
    for prompt in (b"Password: ", b"Password (again): "):
        seen = b""
        while prompt not in seen:
            seen += os.read(terminal, 1024)
        os.write(terminal, typed)
    with suppress(OSError):
        while os.read(terminal, 1024):
            pass
    assert os.waitpid(pid, 0)[1] == 0
    with closing(sqlite3.connect(Path(started_before["DATA_DIR"]) / "db.sqlite3")) as database:
        query = "SELECT password FROM accounts_user WHERE email = 'admin@example.org'"
        stored = database.execute(query).fetchone()[0]
    assert PBKDF2PasswordHasher().verify(typed.decode().strip(), stored)


@pytest.mark.sqlite_is_enough("a log")
def test_development_server_logs_each_answer_once(started_before, tmp_path):
    port = started_before["PORT"]
    command = [sys.executable, "-u", "manage.py", "runserver", "--noreload", port]
    logged = tmp_path / "log"
    with logged.open("w") as log:
        server = subprocess.Popen(
            command, cwd=TOP, env=started_before | {"DEBUG": "1"}, stdout=log, stderr=log
        )
    try:
        assert wait_until(lambda: is_up(started_before), 120)
        assert status(f"http://127.0.0.1:{port}/nix-da/") == 404
        assert wait_until(lambda: '"GET /nix-da/' in logged.read_text(), 30)
    finally:
        server.terminate()
        server.wait(timeout=30)
    assert logged.read_text().count("/nix-da/") == 1
