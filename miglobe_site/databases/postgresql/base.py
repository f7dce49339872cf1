"""Django's PostgreSQL, which a request does not wait for without end.

A server that is frozen, or behind a cut cable, says nothing, and the kernel goes on taking what is
sent: neither the server's own limits nor those of TCP end a statement then.
"""

import time
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg.abc import PQGen

from miglobe_site.databases.patience import READING, limited_to, patience

CONNECTING = 2  # seconds; libpq's least
CANCELLING = 0.5
#: Seconds until a server that does not answer is asked again.
PAUSE = 1.0


class Outage:
    """What all threads of this process know: a server that does not answer is not asked by all."""

    until = 0.0

    def begin(self) -> None:
        self.until = time.monotonic() + PAUSE

    def end(self) -> None:
        self.until = 0.0

    def is_on(self) -> bool:
        return time.monotonic() < self.until

    def refuse(self) -> None:
        """Raise an error while it is on; after a pause, let one thread try for all."""
        if self.is_on():
            raise psycopg.OperationalError("The server did not answer a moment ago.")
        if self.until:
            self.begin()


outage = Outage()


class Connection(psycopg.Connection[Any]):
    def wait(self, gen: PQGen[Any], interval: float = 0.1, timeout: float | None = None) -> Any:
        try:
            return super().wait(gen, interval, patience() if timeout is None else timeout)
        except psycopg.OperationalError:
            if self.pgconn.transaction_status == psycopg.pq.TransactionStatus.ACTIVE:
                self.give_up()
            raise

    def give_up(self) -> None:
        """Leave a statement that takes too long; a server that lives is told to end it."""
        try:
            self.cancel_safe(timeout=CANCELLING)
        except psycopg.Error:
            outage.begin()
        self.close()


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        return {"connect_timeout": CONNECTING} | super().get_connection_params()

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        """Connect as Django does, without its pool, by a class with patience."""
        outage.refuse()
        self.isolation_level = psycopg.IsolationLevel.READ_COMMITTED
        try:
            connection = Connection.connect(**conn_params)
        except psycopg.errors.ConnectionTimeout:
            outage.begin()
            raise
        outage.end()
        return connection

    def is_usable(self) -> bool:
        if outage.is_on():
            return False
        with limited_to(patience() or READING):
            is_usable = super().is_usable()
        if is_usable:
            outage.end()
        return is_usable
