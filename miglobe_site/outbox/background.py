"""The thread that sends, in each process that answers requests.

It sends at once after a commit that wrote mails, and looks every minute for what is due: tries that
are repeated, and mails of other processes, such as commands. Where a timer runs ``manage.py
send_mails`` besides, they take turns.
"""

import logging
import threading

from django.db import connections

from . import sender
from .bell import bell

MINUTE = 60

logger = logging.getLogger(__name__)
_thread: threading.Thread | None = None


def start() -> None:
    """Let this process send from now on, beginning with what waits."""
    global _thread
    if _thread is None or not _thread.is_alive():
        bell.set()
        _thread = threading.Thread(target=serve, name="outbox", daemon=True)
        _thread.start()


def serve() -> None:
    while True:
        bell.wait(MINUTE)
        bell.clear()
        try:
            sender.run()
        except Exception as error:  # a database that is away; its message may hold an address
            logger.error("Sending mails failed: %s.", type(error).__name__)
        finally:
            connections.close_all()
