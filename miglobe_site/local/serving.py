"""The production server, and how it ends."""

import contextlib
import os
import select
import signal
import sys
import threading
import time
from http.client import HTTPConnection, HTTPException
from importlib import import_module
from typing import Any

from .environment import say

#: Threads for pages; those for what waits for slow clients come on top (miglobe_site.files.slow).
PAGE_THREADS = 2
#: Seconds that requests have to end, once the site is told to stop.
PATIENCE = 1
#: Seconds before all is started anew, where workers are lost one after the other.
PAUSE = 0.5


def serve(address: str, port: int) -> None:
    """Run the production server; its workers are forks of this process, which knows all code."""
    from django.db import connections
    from django.urls import get_resolver

    get_resolver().url_patterns  # noqa: B018 - imports all views once, before the fork
    connections.close_all()  # forks must not share them
    told = threading.Event()
    while not told.is_set():
        # A lost worker is replaced; after two within seconds granian ends by sys.exit().
        with contextlib.suppress(SystemExit):
            serve_until(told, address, port)
        told.wait(PAUSE)


def serve_until(told: threading.Event, address: str, port: int) -> None:
    """Run a server until this process is told to end, or granian gives up."""
    from django.conf import settings
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    server = Granian(
        "miglobe_site.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=int(os.environ.get("WORKERS") or 2),
        blocking_threads=PAGE_THREADS + settings.SLOW_ANSWERS + settings.SLOW_REQUESTS,
        workers_kill_timeout=PATIENCE,
        respawn_failed_workers=True,
        log_level=LogLevels.error,
    )
    keeps_running = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN  # nohup make run

    def end() -> None:
        told.set()
        server.signal_handler_interrupt()

    @server.on_startup
    def end_when_told() -> None:
        """End by one signal, once, also when the terminal is closed: granian would reload then.

        The events are set by a thread, since a signal may come while the main thread has a lock.
        """

        def stop(*_: object) -> None:
            for each in signals:
                signal.signal(each, signal.SIG_IGN)
            threading.Thread(target=end).start()

        signals = [signal.SIGINT, signal.SIGTERM] + [signal.SIGHUP] * (not keeps_running)
        for each in signals:
            signal.signal(each, stop)
        if keeps_running:
            signal.signal(signal.SIGHUP, signal.SIG_IGN)
        if told.is_set():  # before this server was there
            end()

    parent = os.getpid()
    server.serve(target_loader=lambda target: load(target, parent))


def load(target: str, parent: int) -> Any:
    """Return the application, in a worker that only its parent can end.

    A terminal sends Ctrl-C to all processes of its group. A worker of granian that gets a second
    signal, from its parent, often waits until it is killed, and one that ends before its parent is
    told counts as lost; in a session of its own it gets no signal from a terminal.
    """
    os.setsid()
    threading.Thread(target=end_with, args=[parent], daemon=True).start()
    module, _, name = target.partition(":")
    return getattr(import_module(module), name)


def end_with(parent: int) -> None:
    """End this worker once its parent is gone, however it went."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def announce(host: str, port: int) -> None:
    """Say where the site is as soon as it answers, from a process beside the server.

    It stays to end the site with its terminal: `make` hears that it is closed, and tells nobody.
    """
    parent = os.getpid()
    in_terminal = sys.stdout.isatty()  # asked of a closed terminal, it would be no
    if os.fork():
        return
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # it ends with its parent
        while os.getppid() == parent and not answers(host, port):
            time.sleep(0.2)
        if os.getppid() == parent:
            address = f"http://{host}:{port}"
            with contextlib.suppress(OSError):
                say(f"MiGlobe is at {address}/, the CMS at {address}/admin/")
                say("Stop it with Ctrl-C.")
            if in_terminal:
                end_with_terminal(parent)
    finally:
        os._exit(0)


def end_with_terminal(parent: int) -> None:
    terminal = select.poll()
    terminal.register(sys.stdout, 0)  # that it is gone is always reported
    while os.getppid() == parent:
        if terminal.poll(1000):
            os.killpg(0, signal.SIGHUP)


def answers(host: str, port: int) -> bool:
    connection = HTTPConnection(host.strip("[]"), port, timeout=30)
    with contextlib.suppress(OSError, HTTPException), contextlib.closing(connection):
        connection.request("GET", "/robots.txt")
        return connection.getresponse().status < 500
    return False
