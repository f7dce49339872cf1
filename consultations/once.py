"""What is sent twice arrives once."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import IntegrityError, transaction

from consultations.models.sent import Sent

Row = TypeVar("Row", bound=Sent)


def once(model: type[Row], digest: str, store: Callable[[], Row]) -> Row:
    """Store something in one transaction, or return what the same form has stored before."""
    known: Any = model._default_manager.filter(sent_digest=digest)
    if sent := known.first():
        return sent
    try:
        with transaction.atomic():
            return store()
    except IntegrityError:
        if sent := known.first():
            return sent  # the button was pressed twice, and the other was faster
        raise
