"""How fast the site is, on SQLite and on PostgreSQL: make bench (ARGS=storm: that one alone)

Each database is a scratch one. What is measured runs in a process of its own, without a network, so
that figures of one run can be compared.
"""

import os
import subprocess
import sys
import tempfile

from tests import postgres

#: Modules beside this one with a function measure() that prints its figures. One more is run on
#: demand alone, since it takes half an hour: storm.
MODULES = ("takeover", "directory", "search", "slow_clients")
STEPS = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("collectstatic", verbosity=0, interactive=False)
from tests.benchmarks import {module}
{module}.measure()
"""


def run(module, database_url=""):
    """Measure in a process of its own: the settings are read once, and with them the database."""
    with tempfile.TemporaryDirectory(prefix="miglobe-bench-") as folder:
        environ = os.environ | {
            "DJANGO_SETTINGS_MODULE": "miglobe_site.settings",
            "DEBUG": "0",
            "HTTPS": "0",
            "SECRET_KEY": "only-for-measuring-" + "x" * 40,
            "ALLOWED_HOSTS": "testserver",
            "BASE_URL": "",
            "DATA_DIR": folder,
            "DATABASE_URL": database_url,
        }
        command = [sys.executable, "-c", STEPS.format(module=module)]
        return subprocess.call(command, env=environ)


def main():
    failed = 0
    for module in sys.argv[1:] or MODULES:
        failed |= run(module)
        with postgres.server() as url:
            failed |= run(module, url)
    return failed


if __name__ == "__main__":
    sys.exit(main())
