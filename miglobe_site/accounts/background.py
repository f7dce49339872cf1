"""Work that must not delay an answer, or tell by its time what was done."""

import atexit
import logging
from collections.abc import Callable
from threading import Thread
from weakref import WeakSet

from django.db import connections

logger = logging.getLogger(__name__)
running: WeakSet[Thread] = WeakSet()
LONGEST_END = 2  # seconds that a program which ends, such as a command, waits for each task


def run(task: Callable[..., object], *arguments: object) -> None:
    """Run a task in a thread of its own; what it raises is logged."""
    thread = Thread(target=guarded, args=(task, *arguments), daemon=True)
    running.add(thread)
    thread.start()


def guarded(task: Callable[..., object], *arguments: object) -> None:
    try:
        task(*arguments)
    except Exception:
        logger.exception("A task in the background failed.")
    finally:
        connections.close_all()


@atexit.register
def finish() -> None:
    for thread in list(running):
        thread.join(LONGEST_END)
