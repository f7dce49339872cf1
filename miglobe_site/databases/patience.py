"""How long a request waits for the database. Commands and the sender of mails wait without end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

#: Seconds for one statement. Who only reads waits for nobody's lock; who writes may have to.
READING, WRITING = 3.0, 15.0

_seconds: ContextVar[float | None] = ContextVar("patience", default=None)


def patience() -> float | None:
    """Seconds that a statement has now; None: as long as it takes."""
    return _seconds.get()


@contextmanager
def limited_to(seconds: float) -> Iterator[None]:
    token = _seconds.set(seconds)
    try:
        yield
    finally:
        _seconds.reset(token)


class PatienceMiddleware:
    """It stands before all that asks the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_reading = request.method in {"GET", "HEAD", "OPTIONS"}
        with limited_to(READING if is_reading else WRITING):
            return self.get_response(request)
