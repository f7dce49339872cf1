"""The database with the first content, kept from run to run: loading it takes 15 seconds."""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import date

from django.conf import settings
from django.db import connection

from miglobe_site.settings import BASE_DIR
from tests import postgres

FOLDER = BASE_DIR / ".pytest_cache/kept"


def digest_of(paths):
    digest = hashlib.sha256()
    for path in [BASE_DIR / "requirements.txt", *sorted(paths)]:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def lock(name):
    """Of several runs that start together, one makes what is kept, and the others wait for it.

    Return an open file: what is locked is free again when it is closed.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = (FOLDER / f"{name}.lock").open("w")
    fcntl.flock(file, fcntl.LOCK_EX)
    return file


def sources():
    """What the first content is made from: code and data of all apps, but not how pages look."""
    apps = [file.parent for file in BASE_DIR.glob("*/__init__.py") if file.parent.name != "tests"]
    for path in (path for app in apps for path in app.rglob("*")):
        if path.is_file() and not {"templates", "__pycache__"} & set(path.parts):
            yield path


class KeptDatabase:
    """A dump of the database, and its media. It is good for a day, since content has dates.

    Either ``restore`` or ``save`` it: others wait until then.
    """

    def __init__(self):
        self.lock = lock(connection.vendor)
        name = f"{connection.vendor}-{date.today()}-{digest_of(sources())}"
        self.folder = FOLDER / name
        self.exists = self.folder.exists()
        self.database, self.media = self.folder / "database", self.folder / "media"

    def restore(self):
        """Make the test database as it was when it was kept."""
        if connection.vendor == "sqlite":
            shutil.copy(self.database, connection.settings_dict["TEST"]["NAME"])
        else:
            name = connection.creation._get_test_db_name()
            again = (f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name}")
            for statement in again:
                psql("--command", statement)
            psql("--single-transaction", "--file", self.database, database=name)
        shutil.copytree(self.media, settings.MEDIA_ROOT, dirs_exist_ok=True)
        self.lock.close()

    def save(self):
        """Keep the database as it is now, instead of an older one."""
        new = self.folder.with_suffix(".new")
        for old in FOLDER.glob(f"{connection.vendor}-*"):
            shutil.rmtree(old)
        shutil.copytree(settings.MEDIA_ROOT, new / "media")
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(new / "database")) as copy:
                connection.connection.backup(copy)
        else:
            run("pg_dump", "--file", new / "database")
        new.rename(self.folder)
        self.lock.close()


def run(program, *options, database=None):
    """Run a program of PostgreSQL on a database of the tests' server."""
    place = connection.settings_dict | ({"NAME": database} if database else {})
    (_psql, *server), environ = connection.client.settings_to_cmd_args_env(place, [])
    command = [(postgres.installed() or postgres.packaged()) / program, *options, *server]
    subprocess.run(command, env=os.environ | (environ or {}), check=True)


def psql(*options, database=None):
    quiet = ("--quiet", "--no-psqlrc", "--output", os.devnull, "--set", "ON_ERROR_STOP=1")
    run("psql", *quiet, *options, database=database)
