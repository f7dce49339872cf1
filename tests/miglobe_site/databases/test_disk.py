"""A running site whose disk is full or cannot be written, or whose database file is lost."""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager

import pytest

from tests.asking import ask, say
from tests.servers import run, running, wait_until

pytestmark = pytest.mark.sqlite_is_enough("a file")

PAGES = ["/nrw/", "/bw/", "/", "/nrw/mitglieder/", "/nrw/suche/?q=x", "/nix/"]
TYPED = {"name": "Jörg Muster", "concern": "Zeile 1\nZeile 2"}
needs_mounts = pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk")


@pytest.fixture
def disk(tmp_path):
    """A small disk of its own, unmounted afterwards."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.call(["mount", "-t", "tmpfs", "-o", "size=200m", "tmpfs", disk]):
        pytest.skip("nothing can be mounted here")
    yield disk
    subprocess.check_call(["umount", "--lazy", disk])


@contextmanager
def filled(disk):
    filling = os.open(disk / "filling", os.O_WRONLY | os.O_CREAT)
    try:
        with pytest.raises(OSError, match="No space"):
            while True:
                os.write(filling, b"x" * 4096)
        yield
    finally:
        os.close(filling)
        (disk / "filling").unlink()


def asked(site):
    """Ask for some pages, and send a form: nothing may be a failure of ours."""
    answers = [ask(site + path) for path in PAGES * 2]
    sent = ask(f"{site}/nrw/anfrage/senden/", TYPED)
    say("pages and a form", [*answers, sent])
    assert {answer.status for answer in answers} <= {200, 404, 503}
    assert all(answer.is_away for answer in answers if answer.status == 503)
    return answers, sent


def keeps_what_was_typed(answer):
    return answer.is_away and "Jörg Muster" in answer.text and "Noch einmal senden" in answer.text


def is_back(site):
    return wait_until(lambda: ask(f"{site}/nrw/").status == 200, 3)


@needs_mounts
def test_full_disk(disk, data_of_a_started_site, started_before):
    shutil.copytree(data_of_a_started_site, disk, dirs_exist_ok=True)
    with running(started_before | {"DATA_DIR": str(disk)}) as (site, _lines):
        with filled(disk):
            asked(site)
        assert is_back(site)


@needs_mounts
def test_disk_that_cannot_be_written(disk, data_of_a_started_site, started_before):
    file = shutil.copy(data_of_a_started_site / "db.sqlite3", disk)
    environment = started_before | {"DATABASE_URL": f"sqlite:///{file}"}
    with running(environment) as (site, _lines):
        assert ask(f"{site}/nrw/").status == 200
        subprocess.check_call(["mount", "-o", "remount,ro", disk])
        _answers, sent = asked(site)
        assert sent.status in {422, 503}
        subprocess.check_call(["mount", "-o", "remount,rw", disk])
        assert is_back(site)


def test_lost_database_is_not_made_anew_under_a_running_site(started_before, tmp_path):
    database, kept = tmp_path / "db.sqlite3", tmp_path / "kept"
    with running(started_before) as (site, _lines):
        assert ask(f"{site}/nrw/").status == 200
        database.rename(kept)
        answers, sent = asked(site)
        assert all(answer.is_away for answer in answers) and keeps_what_was_typed(sent)
        assert not database.exists()
        kept.rename(database)
        assert is_back(site)


def test_lost_database_is_not_made_anew_by_a_start(started_before, tmp_path):
    (tmp_path / "db.sqlite3").unlink()
    picture = tmp_path / "media" / "original_images" / "x.jpg"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"x")
    ended = run(started_before, timeout=60)
    assert ended.returncode == 1 and "is missing" in ended.stderr, ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "db.sqlite3").exists()


def test_commands_do_not_make_it_anew_either(started_before, tmp_path):
    (tmp_path / "db.sqlite3").unlink()
    local = {"SECRET_KEY": "x" * 50, "ALLOWED_HOSTS": "localhost", "HTTPS": "0"}
    command = [sys.executable, "manage.py", "send_mails"]
    assert run(started_before | local, command).returncode
    assert not (tmp_path / "db.sqlite3").exists()
