"""Bodies of requests that never come to an end: their connections are ended after some time.

granian waits for a body for as long as its client keeps the connection. It has no time limit for
that, tells nobody by which connection a request came, and a read cannot be given up from Python.
What comes before its whole length ends is no body: granian would hand it over as if it were.
"""

import io
import os
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

#: Seconds for a body, and bytes in a second that give a longer one more time.
SECONDS = 30
SLOWEST = 10_000
#: Where struct tcp_info of Linux has milliseconds since data were sent, and received.
SENT, RECEIVED = 44, 52
INTERNET = (socket.AF_INET, socket.AF_INET6)
#: Seconds that a request may have waited for a thread.
WAITED = 5
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def timed(application: Application) -> Application:
    """Return a WSGI application whose requests have at most so many seconds for their bodies."""
    bodies: set[Body] = set()
    lock = threading.Lock()

    def watch() -> None:
        while True:
            time.sleep(1)
            now = time.monotonic()
            with lock:
                late = [each for each in bodies if each.left and each.ends_at < now]
            for body in late:
                end_connection(body.address, now - body.began_at)

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or ""
        if not (length.isdecimal() and int(length)):
            return application(environ, start_response)
        body = Body(environ["wsgi.input"], int(length), environ.get("REMOTE_ADDR", ""))
        environ["wsgi.input"] = io.BufferedReader(body)
        with lock:
            bodies.add(body)
        try:
            return application(environ, start_response)
        finally:
            with lock:
                bodies.discard(body)
            body.source = None  # with it the server ends a connection that has sent more

    threading.Thread(target=watch, name="bodies", daemon=True).start()
    return answer


class Body(io.RawIOBase):
    """The body of a request, which raises OSError where it ends before its length."""

    def __init__(self, source: Any, length: int, address: str):
        self.source, self.left, self.address = source, length, address
        self.began_at = time.monotonic()
        self.ends_at = self.began_at + SECONDS + length / SLOWEST

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self.left or self.source is None:
            return 0
        piece = self.source.read(min(len(buffer), self.left))
        if not piece:
            raise ConnectionError("The body ended before its length.")
        buffer[: len(piece)] = piece
        self.left -= len(piece)
        return len(piece)


def end_connection(address: str, seconds: float) -> None:
    """End the connection from an address by which a request came so long ago, without an answer.

    Others may come from there, as from a proxy: they have got something since, or sent all before.
    """
    for file in Path("/proc/self/fd").glob("*"):
        with suppress(OSError):
            copy = os.dup(int(file.name))
            try:
                connection = socket.socket(fileno=copy)
            except OSError:
                os.close(copy)
                continue
            with connection:
                if connection.family not in INTERNET or connection.getpeername()[0] != address:
                    continue
                info = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 104)
                sent, received = (struct.unpack_from("=I", info, at)[0] for at in (SENT, RECEIVED))
                if sent / 1000 > seconds - 0.5 and received / 1000 < seconds + WAITED:
                    connection.shutdown(socket.SHUT_RDWR)
