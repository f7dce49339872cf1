"""What `make` says about the Python of .venv, and what it clears away."""

import shutil
import subprocess
import sys

import pytest

from miglobe_site.settings import BASE_DIR

pytestmark = pytest.mark.sqlite_is_enough("make")
VERSION = "{}.{}".format(*sys.version_info)


@pytest.fixture
def folder(tmp_path):
    """A project folder with a .venv of this Python, in which all is installed."""
    shutil.copy(BASE_DIR / "Makefile", tmp_path)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").symlink_to(sys.executable)
    (tmp_path / "requirements.txt").touch()
    for stamp in (".python", ".runtime"):
        (tmp_path / ".venv" / stamp).touch()
    return tmp_path


def make(folder, *arguments):
    command = ["make", "--no-print-directory", *arguments]
    environment = {"PATH": f"{folder}:/usr/bin:/bin"}
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment)


def other_python(folder, version):
    program = folder / "python-other"
    program.write_text(f"#!/bin/sh\necho {version}\n")
    program.chmod(0o755)
    return f"PYTHON={program}"


def test_python_that_is_gone(folder):
    python = folder / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/usr/bin/python3.0")
    ended = make(folder, ".venv/.runtime")
    assert ended.returncode
    assert "is gone" in ended.stderr
    assert "rm -rf .venv" in ended.stderr


def test_other_python_than_the_one_there(folder):
    ended = make(folder, ".venv/.runtime", other_python(folder, "3.99"))
    assert ended.returncode
    assert f"is of Python {VERSION}, not 3.99" in ended.stderr


def test_same_python_is_taken_as_it_is(folder):
    for arguments in ([], [other_python(folder, VERSION)]):
        ended = make(folder, ".venv/.runtime", *arguments)
        assert (ended.returncode, ended.stderr) == (0, "")


def test_named_python_that_is_none(folder):
    assert "python3.0" in make(folder, ".venv/.runtime", "PYTHON=python3.0").stderr


def test_clean_leaves_nothing_that_running_made(folder):
    made = (".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", "var", "app/__pycache__")
    for name in made:
        (folder / name).mkdir(parents=True)
    assert make(folder, "clean").returncode == 0
    assert [name for name in (*made, ".venv") if (folder / name).exists()] == []


def test_everything_that_git_ignores_is_cleared_away():
    """A new cache needs its line in both."""
    ignored = (BASE_DIR / ".gitignore").read_text(encoding="utf-8").split("\n")
    names = {line.strip("/") for line in ignored if line and not line.startswith("#")}
    rules = (BASE_DIR / "Makefile").read_text(encoding="utf-8").partition("\nclean:")[2]
    rules = rules.partition("\n\n")[0]
    others = {"*.mo", ".env", "*.egg-info"}  # catalogs by their list; what we do not make
    assert [name for name in names - others if name not in rules] == []
