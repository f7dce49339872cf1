"""All checks, as `make test` runs them: the style, then every test on SQLite and on PostgreSQL.

Both runs go on at the same time: SQLite's output is shown as it comes, PostgreSQL's afterwards.
Arguments are passed on to pytest.
"""

import os
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack

from tests import postgres
from tests.browser import chromium

OWN_CACHE = ["-o", "cache_dir=.pytest_cache/postgres"]


def step(text):
    print(f"\n→ {text} …", flush=True)


def check_style():
    if code := subprocess.call(["make", "--no-print-directory", "lint"]):
        sys.exit(code)


def start_tests(stack, arguments, database_url="", output=None):
    """Start pytest; it is ended with the stack, if it has not ended before.

    In a session of its own, it hears of Ctrl-C from here alone, and so only once.
    """
    environ = os.environ | {"DATABASE_URL": database_url}
    environ.pop("DJANGO_SETTINGS_MODULE", None)  # tests/conftest.py sets its own
    command = [sys.executable, "-m", "pytest", *arguments]
    process = subprocess.Popen(
        command,
        env=environ,
        stdin=subprocess.DEVNULL if output else None,
        stdout=output,
        stderr=output,
        start_new_session=True,
    )
    stack.callback(process.wait)
    stack.callback(process.terminate)
    return process


def main(arguments):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    check_style()
    if path := chromium.find_or_install():
        os.environ["CHROMIUM"] = path
    with ExitStack() as stack:
        step("Starting a PostgreSQL server")
        url = stack.enter_context(postgres.server())
        log = stack.enter_context(tempfile.TemporaryFile("w+"))
        step("Running the tests on SQLite, and meanwhile on PostgreSQL")
        on_postgres = start_tests(stack, [*OWN_CACHE, *arguments], url, log)
        on_sqlite = start_tests(stack, arguments)
        failed = bool(on_sqlite.wait())
        step("The same tests on PostgreSQL")
        failed |= bool(on_postgres.wait())
        log.seek(0)
        print(log.read(), end="", flush=True)
    return failed


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
