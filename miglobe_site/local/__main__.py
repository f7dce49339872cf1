"""python -m miglobe_site.local run|dev"""

import os
import sys

from .environment import say, set_environment
from .failures import explained
from .preparing import prepare
from .serving import announce, serve


def main(mode: str) -> None:
    for stream in (sys.stdout, sys.stderr):  # a terminal in Latin-1 knows no arrow
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    with explained():
        host, port = set_environment(mode)
        prepare(mode)
        announce(host, port)
        if mode == "dev":
            sys.stdout.flush()
            os.execv(sys.executable, [sys.executable, "manage.py", "runserver", f"{host}:{port}"])
        serve(host.strip("[]"), port)
    say("Stopped.")


if __name__ == "__main__":
    main(sys.argv[1])
