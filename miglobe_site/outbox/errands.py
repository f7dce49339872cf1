"""Work that makes mails, left to the sender. An app names what it does by a hook::

hooks.register("errands", lambda: {"login-link": send_login_link})
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail import hooks

from .bell import bell
from .models import PATIENCE, Errand

AGAIN = timedelta(minutes=5)

logger = logging.getLogger(__name__)


def leave(kind: str, **data: Any) -> None:
    """Have something done after the commit, by the sender; ``data``: plain values."""
    Errand.objects.create(kind=kind, data=data)
    transaction.on_commit(bell.set, robust=True)


def do(kind: str, **data: Any) -> None:
    """Do it now."""
    known: dict[str, Callable[..., None]] = {}
    for kinds in hooks.get_hooks("errands"):
        known |= kinds()
    known[kind](**data)


def do_all() -> None:
    """Do what is due, each with its mails or not at all; what fails is tried again."""
    for errand in Errand.objects.filter(due_at__lte=timezone.now()).order_by("pk"):
        try:
            with transaction.atomic():
                if Errand.objects.filter(pk=errand.pk).delete()[0]:
                    do(errand.kind, **errand.data)
        except Exception as error:  # its text may hold an address
            logger.error("Errand %s failed: %s.", errand, type(error).__name__)
            Errand.objects.filter(pk=errand.pk).update(due_at=timezone.now() + AGAIN)


def forget_old() -> None:
    """Delete those that nobody could do, for whom they are too late."""
    Errand.objects.filter(made_at__lt=timezone.now() - PATIENCE).delete()
