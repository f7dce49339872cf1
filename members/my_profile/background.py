"""Work that must not delay an answer, or tell by its time what was done."""

import logging
from threading import Thread

from django.db import connections

logger = logging.getLogger(__name__)


def run(task, *arguments):
    """Run a task in a thread of its own; what it raises is logged."""
    Thread(target=guarded, args=(task, *arguments), daemon=True).start()


def guarded(task, *arguments):
    try:
        task(*arguments)
    except Exception:
        logger.exception("A task in the background failed.")
    finally:
        connections.close_all()
