"""Rows as plain values that are the same on both databases, read and written table by table."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from wagtail.search.models import IndexEntry

#: The CMS's index: made anew after a restore, since its tables differ between databases.
DERIVED = IndexEntry._meta.app_label
BATCH = 500
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True)
class Column:
    name: str
    kind: str  # what Django calls the type in the database
    places: int  # after the point of a decimal

    @classmethod
    def of(cls, field: Any) -> "Column":
        column = field.column
        while field.remote_field:
            field = field.target_field
        return cls(column, field.get_internal_type(), getattr(field, "decimal_places", 0) or 0)

    def read(self, value: Any) -> Any:
        """What a database gave, as JSON can hold it."""
        if value is None:
            return None
        match self.kind:
            case "BooleanField":
                return bool(value)
            case "DateTimeField":
                moment = datetime.fromisoformat(value) if isinstance(value, str) else value
                zone = moment.tzinfo or UTC  # SQLite stores UTC without saying so
                return moment.replace(tzinfo=zone).astimezone(UTC).isoformat()
            case "DateField" | "TimeField":
                return value if isinstance(value, str) else value.isoformat()
            case "UUIDField":
                return str(value if isinstance(value, UUID) else UUID(value))
            case "DecimalField":
                return str(Decimal(str(value)).quantize(Decimal(1).scaleb(-self.places)))
            case "DurationField":
                return value // MICROSECOND if isinstance(value, timedelta) else value
            case "JSONField":
                return json.loads(value)
            case "BinaryField":
                return bytes(value).hex()
        return value

    def write(self, value: Any, vendor: str) -> Any:
        """The same as a parameter of SQL."""
        if value is None:
            return None
        is_sqlite = vendor == "sqlite"
        match self.kind:
            case "DateTimeField":
                moment = datetime.fromisoformat(value)
                return str(moment.replace(tzinfo=None)) if is_sqlite else moment
            case "DateField":
                return value if is_sqlite else date.fromisoformat(value)
            case "TimeField":
                return value if is_sqlite else time.fromisoformat(value)
            case "UUIDField":
                return UUID(value).hex if is_sqlite else UUID(value)
            case "DecimalField":
                return value if is_sqlite else Decimal(value)
            case "DurationField":
                return value if is_sqlite else value * MICROSECOND
            case "JSONField":
                return json.dumps(value)
            case "BinaryField":
                return bytes.fromhex(value)
        return value


@dataclass(frozen=True)
class Table:
    name: str
    columns: list[Column]
    key: str

    def rows(self, connection: BaseDatabaseWrapper) -> Iterator[list[Any]]:
        """Each row as values for JSON, in the order of the key."""
        quote = connection.ops.quote_name
        names = ", ".join(quote(column.name) for column in self.columns)
        with connection.chunked_cursor() as cursor:
            cursor.execute(f"SELECT {names} FROM {quote(self.name)} ORDER BY {quote(self.key)}")
            while rows := cursor.fetchmany(BATCH):
                for row in rows:
                    yield [c.read(v) for c, v in zip(self.columns, row, strict=True)]

    def insert(self, connection: BaseDatabaseWrapper, lines: Iterable[bytes]) -> None:
        quote = connection.ops.quote_name
        names = ", ".join(quote(column.name) for column in self.columns)
        marks = ", ".join(["%s"] * len(self.columns))
        statement = f"INSERT INTO {quote(self.name)} ({names}) VALUES ({marks})"
        batch: list[list[Any]] = []
        with connection.cursor() as cursor:
            for line in lines:
                values = zip(self.columns, json.loads(line), strict=True)
                batch.append([column.write(value, connection.vendor) for column, value in values])
                if len(batch) == BATCH:
                    cursor.executemany(statement, batch)
                    batch = []
            if batch:
                cursor.executemany(statement, batch)


@dataclass
class Sum:
    """How many rows a table has, and a checksum that knows no order.

    PostgreSQL sorts rows by their keys, and the names in its JSON, otherwise than SQLite.
    """

    rows: int = 0
    total: int = 0

    def add(self, row: list[Any]) -> None:
        self.rows += 1
        line = json.dumps(row, sort_keys=True).encode()
        self.total += int.from_bytes(hashlib.sha256(line).digest())

    def as_list(self) -> list[Any]:
        return [self.rows, f"{self.total % 2**256:064x}"]


def sum_of(table: Table, connection: BaseDatabaseWrapper) -> list[Any]:
    found = Sum()
    for row in table.rows(connection):
        found.add(row)
    return found.as_list()


def stored_models() -> list[type[models.Model]]:
    every = apps.get_models(include_auto_created=True)
    found = {
        model._meta.db_table: model
        for model in every
        if model._meta.managed and not model._meta.proxy and model._meta.app_label != DERIVED
    }
    return [found[name] for name in sorted(found)]


def all_tables() -> list[Table]:
    """All that hold what somebody has written; Django's list of migrations is not one of them."""
    return [
        Table(
            model._meta.db_table,
            [Column.of(field) for field in model._meta.local_concrete_fields],
            model._meta.pk.column,
        )
        for model in stored_models()
    ]


@contextmanager
def snapshot(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Read one state of the database, however long it takes, and hold up nobody who writes."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            # Django's transactions take the lock for writing here. It begins with the first read.
            cursor.execute("BEGIN DEFERRED")
            cursor.execute("SELECT count(*) FROM django_migrations")
            cursor.fetchall()
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
        return
    connection.set_autocommit(False)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT 1")
        yield
    finally:
        connection.rollback()
        connection.set_autocommit(True)


def empty_all(connection: BaseDatabaseWrapper) -> None:
    """Delete what migrations have written, within a transaction that fills all again."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA defer_foreign_keys = ON")
        else:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for name in [IndexEntry._meta.db_table, *(table.name for table in all_tables())]:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(name)}")


def count_on(connection: BaseDatabaseWrapper) -> None:
    """Let new rows take numbers after those that are there."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), stored_models()):
            cursor.execute(statement)
