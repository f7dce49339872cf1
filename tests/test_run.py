"""The runner of `make test` where no browser works."""

import subprocess
import sys

import pytest

from miglobe_site.settings import BASE_DIR
from tests.browser import chromium

pytestmark = pytest.mark.sqlite_is_enough("the runner")

#: The runner with a machine that has no browser; the style is somebody else's test.
WITHOUT_BROWSER = """
import sys
from tests import run
run.check_style = lambda: None
run.chromium.hint = lambda: "Please install Chromium."
sys.exit(run.main(sys.argv[1:]))
"""


def test_without_a_browser_all_other_tests_run_and_the_end_is_red():
    chosen = ["tests/test_makefile.py", "tests/browser/test_map.py", "-k", "clean or map"]
    command = [sys.executable, "-c", WITHOUT_BROWSER, *chosen]
    ended = subprocess.run(command, cwd=BASE_DIR, capture_output=True, text=True)
    assert ended.returncode == 1, ended.stdout + ended.stderr
    assert "1 passed" in ended.stdout
    assert "failed" not in ended.stdout
    assert "error" not in ended.stdout
    assert "in a browser …\n" in ended.stdout
    assert ended.stdout.splitlines()[-1] == "Please install Chromium."


def test_browser_that_does_not_start_is_noticed(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/bin/false")
    assert chromium.failure()


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """A machine whose apt-get notes what it is told; nothing works until it has installed that."""
    log = tmp_path / "log"
    program = tmp_path / "apt-get"
    program.write_text(f'#!/bin/sh\necho "$@" >>{log}\n')
    program.chmod(0o755)
    log.touch()
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(chromium, "failure", lambda: "" if "install" in log.read_text() else "No!")
    return log


def test_what_is_missing_is_installed_where_it_may(machine, monkeypatch):
    monkeypatch.setattr(chromium, "may_install", lambda: True)
    monkeypatch.setattr(chromium, "find", lambda: None)
    assert chromium.hint() == ""
    assert "install --yes --no-install-recommends chromium fonts-liberation libatomic1" in (
        machine.read_text()
    )


def test_browser_that_is_there_stays_while_a_library_is_installed(machine, monkeypatch):
    monkeypatch.setattr(chromium, "may_install", lambda: True)
    monkeypatch.setattr(chromium, "find", lambda: "/usr/bin/chromium")
    assert chromium.hint() == ""
    assert "recommends fonts-liberation libatomic1" in machine.read_text()


def test_ordinary_user_is_told_in_one_line(machine, monkeypatch):
    monkeypatch.setattr(chromium, "may_install", lambda: False)
    monkeypatch.setattr(chromium, "find", lambda: "/usr/bin/chromium")
    line = chromium.hint()
    assert "\n" not in line
    assert "(No!)" in line
    assert "apt-get install chromium fonts-liberation libatomic1" in line
    assert "make test CHROMIUM=" in line
    assert machine.read_text() == ""
