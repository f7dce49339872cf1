"""Data folders for a site in a process of its own."""

import os
import shutil
import sqlite3
from contextlib import closing

import dj_database_url
import pytest
from django.conf import settings
from django.db import connection

from miglobe_site.local.preparing import digest_of_static_files
from tests.servers import fresh_environment


@pytest.fixture
def environment(tmp_path, transactional_db):
    """An environment that names nothing but a data folder, a free port and an empty database."""
    kept = fresh_environment(tmp_path)
    if connection.vendor != "postgresql":
        yield kept
        return
    name = f"run_{kept['PORT']}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    base = dj_database_url.parse(os.environ["DATABASE_URL"])["NAME"]
    head, _, tail = os.environ["DATABASE_URL"].rpartition(f"/{base}")
    yield kept | {"DATABASE_URL": f"{head}/{name}{tail}"}
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def data_of_a_started_site(django_db_setup, django_db_blocker, static_files, tmp_path_factory):
    """A data folder as a first start leaves it, made from the tests' own database (SQLite)."""
    folder = tmp_path_factory.mktemp("data")
    with django_db_blocker.unblock():
        connection.ensure_connection()
        with closing(sqlite3.connect(folder / "db.sqlite3")) as copy:
            connection.connection.backup(copy)
    shutil.copytree(settings.STATIC_ROOT, folder / "static")
    (folder / "static" / ".sources").write_text(digest_of_static_files())
    return folder


@pytest.fixture
def started_before(db, data_of_a_started_site, tmp_path):
    """An environment with the data of a site that has been started before."""
    shutil.copytree(data_of_a_started_site, tmp_path, dirs_exist_ok=True)
    return fresh_environment(tmp_path)
