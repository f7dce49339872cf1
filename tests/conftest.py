"""The tests' own environment, set before Django reads its settings, and shared fixtures."""

import os
import signal
import tempfile

DATA = tempfile.TemporaryDirectory(prefix="miglobe-tests-")
os.environ.update(
    DJANGO_SETTINGS_MODULE="miglobe_site.settings",
    DEBUG="0",
    SECRET_KEY="only-for-tests-" + "x" * 40,
    ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
    HTTPS="0",
    BASE_URL="",
    DATA_DIR=DATA.name,
)

import django

django.setup()

import pytest
from django.core.management import call_command
from django.db import connection


def pytest_configure():
    # A terminated run clears up as an interrupted one does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def pytest_unconfigure():
    DATA.cleanup()


@pytest.fixture(scope="session", autouse=True)
def static_files():
    """Templates name static files by their hashes, which collectstatic makes."""
    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture(scope="session")
def django_db_modify_db_settings():
    """SQLite in a file, as on a server: in memory, all threads would share one connection."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = f"{DATA.name}/test.sqlite3"
