"""All checks, as `make test` runs them: the style, then the tests, in random order.

Three runs go on at the same time: the tests on SQLite, whose output is shown as it comes; those in
a browser, which mostly wait for it; and on PostgreSQL all whose outcome could differ there.
Arguments are passed on to pytest; --everything makes PostgreSQL leave nothing out. Without a
browser that works, all other tests run, and the end is red with the line that says what to install.
"""

import os
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack

from tests import postgres
from tests.browser import chromium

NO_TESTS = 5  # pytest's exit code where none is chosen


NOT_IN_A_BROWSER = ["-m", "not browser"]


def step(text):
    print(f"\n→ {text} …", flush=True)


def check_style():
    if code := subprocess.call(["make", "--no-print-directory", "lint"]):
        sys.exit(code)


class Run:
    """One pytest process; it is ended with the stack, if it has not ended before.

    In a session of its own, it hears of Ctrl-C from here alone, and so only once.
    """

    def __init__(self, stack, name, arguments, database_url="", log=None):
        self.log = log
        environ = os.environ | {"DATABASE_URL": database_url}
        environ.pop("DJANGO_SETTINGS_MODULE", None)  # tests/conftest.py sets its own
        cache = ["-o", f"cache_dir=.pytest_cache/{name}"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pytest", *cache, *arguments],
            env=environ,
            stdin=subprocess.DEVNULL if log else None,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        stack.callback(self.process.wait)
        stack.callback(self.process.terminate)

    def finish(self):
        """Wait for the end and show the log; return whether tests ran, and whether any failed."""
        code = self.process.wait()
        if self.log:
            self.log.seek(0)
            print(self.log.read(), end="", flush=True)
        return code != NO_TESTS, code not in {0, NO_TESTS}


def main(arguments):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    check_style()
    step("Opening a page in a browser")
    missing = chromium.hint()
    if missing:
        print(missing)
    with ExitStack() as stack:
        step("Starting a PostgreSQL server")
        url = stack.enter_context(postgres.server())
        step("Running the tests on SQLite, and meanwhile on PostgreSQL and in a browser")
        logs = [stack.enter_context(tempfile.TemporaryFile("w+")) for _log in range(2)]
        without = NOT_IN_A_BROWSER if missing else []
        on_postgres = Run(stack, "postgres", ["-rs", *without, *arguments], url, log=logs[0])
        if not missing:
            in_browser = Run(stack, "browser", ["-m", "browser", *arguments], log=logs[1])
        on_sqlite = Run(stack, "sqlite", [*NOT_IN_A_BROWSER, *arguments])
        results = [on_sqlite.finish()]
        if not missing:
            step("The tests in a browser")
            results.append(in_browser.finish())
        step("The tests on PostgreSQL")
        results.append(on_postgres.finish())
    ran, failed = map(any, zip(*results, strict=True))
    if missing:
        print(f"\n{missing}")
    return failed or not ran or bool(missing)


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):  # a terminal in Latin-1 knows no arrow
        stream.reconfigure(errors="replace")
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
