"""python -m miglobe_site.local run|dev|password [LOGIN]"""

import os
import sys

from .environment import refuse_taken_port, say, set_environment
from .failures import explained
from .password import ask_for_password
from .preparing import prepare
from .serving import announce, serve


def main(mode: str, *arguments: str) -> None:
    for stream in (sys.stdout, sys.stderr):  # a terminal in Latin-1 knows no arrow
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    with explained():
        host, port = set_environment(mode)
        if mode == "password":
            ask_for_password(*arguments)
            return
        refuse_taken_port(host, port)
        prepare(mode)
        announce(host, port)
        if mode == "dev":
            sys.stdout.flush()
            os.execv(sys.executable, [sys.executable, "manage.py", "runserver", f"{host}:{port}"])
        serve(host.strip("[]"), port)
    say("Stopped.")
    os._exit(0)  # the workers are gone; what Python would clear up takes seconds and is of no use


if __name__ == "__main__":
    main(*sys.argv[1:])
