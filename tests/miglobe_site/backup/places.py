"""Empty places to restore into, the real command that does it, and a look at what is there then.

``python -m tests.miglobe_site.backup.places`` tells all rows of a database, as the environment
names it.
"""

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from tests import postgres

TOP = Path(__file__).parents[3]


@contextmanager
def empty_place(vendor, folder):
    """The environment of an empty installation."""
    environment = os.environ | {"DATABASE_URL": "", "DATA_DIR": str(folder)}
    if vendor == "sqlite":
        yield environment
        return
    with postgres.server() as url:
        yield environment | {"DATABASE_URL": url}


def call(environment, *command):
    done = subprocess.run(
        [sys.executable, *command],
        cwd=TOP,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def restore(environment, file, *options):
    return call(environment, "manage.py", "restore", str(file), *options)


def rows_in(environment):
    return json.loads(call(environment, "-m", "tests.miglobe_site.backup.places"))


def all_rows():
    """{model: rows as Django tells them}, which is another way than that of the backup."""
    from django.core import serializers

    from miglobe_site.backup.tables import stored_models

    found = {}
    for model in stored_models():
        every = model._base_manager.order_by("pk")
        lines = serializers.serialize("jsonl", every).splitlines()
        found[model._meta.label] = sorted(filter(None, lines))
    return found


def main():
    import django

    django.setup()
    from django.db import connection

    connection.check_constraints()  # raises where a key leads nowhere
    print(json.dumps(all_rows()))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "miglobe_site.settings")
    main()
