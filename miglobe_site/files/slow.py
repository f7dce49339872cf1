"""Slow clients, bounded: whoever reads or sends nothing must not hold up the pages of others.

A body that is too large is refused before it is read.

The server has few threads. A short answer is handed over at once and sent by the server while its
thread does something else. A thread is held only by an answer too long for memory, for as long as
the client takes to read it, and by a request with a body, until the client has sent it.
"""

import threading
from collections.abc import Callable, Iterator
from importlib import import_module

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import connections
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    StreamingHttpResponse,
    UnreadablePostError,
)

from miglobe_site.errors import error_page, too_busy
from miglobe_site.files.ranges import LARGEST_PART

#: Bytes of a form that is read at once.
LONGEST_FORM = 100_000
#: Bytes of any body: a video that is too long is to be told so at its field.
LARGEST_BODY = 2 * settings.MAX_VIDEO_SIZE
BODILESS = {"GET", "HEAD", "OPTIONS", "TRACE"}


class SlowClientsMiddleware:
    """At most SLOW_ANSWERS long answers and SLOW_REQUESTS bodies at once; beyond them, 503.

    It stands before all that sends files: static ones, pictures, documents, spreadsheets.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response
        self.answers = threading.BoundedSemaphore(settings.SLOW_ANSWERS)
        self.requests = threading.BoundedSemaphore(settings.SLOW_REQUESTS)

    def __call__(self, request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
        response: HttpResponse | StreamingHttpResponse
        if request.method in BODILESS:
            response = self.get_response(request)
        else:
            response = self.with_body(request)
        if isinstance(response, StreamingHttpResponse):
            return self.bounded(request, response)
        return response

    def with_body(self, request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
        """Hold a place while the body comes; where that is a form, not while it is worked on."""
        if not has_length(request):
            return HttpResponse(status=411)  # no browser leaves it out
        if is_too_large(request):
            return too_large(request)
        if not self.requests.acquire(blocking=False):
            return too_busy(request)
        try:
            if not is_form(request):
                return self.get_response(request)
            request.body  # noqa: B018 - read at once, and kept for whoever asks
        except UnreadablePostError:
            return HttpResponse(status=400)  # nobody is there to read it
        finally:
            self.requests.release()
        return self.get_response(request)

    def bounded(
        self, request: HttpRequest, response: StreamingHttpResponse
    ) -> HttpResponse | StreamingHttpResponse:
        """Answer from memory, else hold one of the threads for long answers."""
        if request.method == "HEAD":
            response.streaming_content = []
            return response
        chunks: Iterator[bytes] = iter(response.streaming_content)  # type: ignore[arg-type]
        first, size = [], 0
        for chunk in chunks:
            first.append(chunk)
            size += len(chunk)
            if size > LARGEST_PART:
                break
        else:
            response.streaming_content = [b"".join(first)]
            return response
        if not self.answers.acquire(blocking=False):
            if isinstance(response, FileResponse) and response.file_to_stream:
                response.file_to_stream.close()
            return too_busy(request)
        if isinstance(response, FileResponse):
            leave_database()
        response.streaming_content = LongAnswer(first, chunks, self.answers.release)
        return response


def too_large(request: HttpRequest) -> HttpResponse:
    request.without_database = True  # type: ignore[attr-defined]  # it must take no time
    return error_page(request, "413.html", 413)


def has_length(request: HttpRequest) -> bool:
    """Whether a request with a body says how long that is."""
    return bool(request.META.get("CONTENT_LENGTH")) or "Transfer-Encoding" not in request.headers


def is_too_large(request: HttpRequest) -> bool:
    """Whether a body is longer than any that its sender can have; nothing of it has been read."""
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length.isdecimal() or int(length) <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        return False
    return int(length) > LARGEST_BODY or not is_logged_in(request)


def is_logged_in(request: HttpRequest) -> bool:
    """Whether a request comes from a session with a login; the middleware for that comes later."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    store = import_module(settings.SESSION_ENGINE).SessionStore
    return bool(key) and SESSION_KEY in store(key).load()


def is_form(request: HttpRequest) -> bool:
    """Whether a request has a short body that is no file."""
    length = request.META.get("CONTENT_LENGTH") or ""
    is_short = length.isdecimal() and int(length) <= LONGEST_FORM
    return is_short and request.content_type == "application/x-www-form-urlencoded"


def leave_database() -> None:
    """Let others have the connection: a file needs none, however long it takes to send."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()


class LongAnswer:
    """The chunks of an answer; ``done`` is called once, when it is closed."""

    def __init__(self, first: list[bytes], rest: Iterator[bytes], done: Callable[[], None]):
        self.first, self.rest, self.done = iter([b"".join(first)]), rest, done
        self.is_open = True

    def __iter__(self) -> Iterator[bytes]:
        yield from self.first
        yield from self.rest

    def close(self) -> None:
        if self.is_open:
            self.is_open = False
            self.done()
