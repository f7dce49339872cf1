"""The tables that the CMS exports, as a German Excel opens them with a double click.

Of CSV it expects semicolons, takes a file for UTF-8 only where a byte-order mark begins it, and
reads numbers and dates as they are written in Germany. Times are those of the lists, not UTC.
"""

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.views.mixins import Echo, SpreadsheetExportMixin

BYTE_ORDER_MARK = "\ufeff"
#: What spreadsheet programs take for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def no_formula(text: str) -> str:
    """Return the text so that no spreadsheet program takes it for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def cell(value: object) -> object:
    """Return a date, or a text that no spreadsheet program takes for a formula."""
    if isinstance(value, date):  # or a time
        return value
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    return "" if value is None else no_formula(str(value))


def local_time(value: datetime) -> datetime:
    """Return a time as clocks here show it, without its zone, for which Excel has no place."""
    return timezone.make_naive(value) if timezone.is_aware(value) else value


def german_cell(value: object) -> str:
    """Return the text of a cell: dates as a German Excel reads them, and no formula."""
    if isinstance(value, datetime):
        return date_format(local_time(value), "d.m.Y H:i")
    if isinstance(value, date):
        return date_format(value, "d.m.Y")
    return "" if value is None else no_formula(str(value))


def stream_csv(self: SpreadsheetExportMixin, queryset: QuerySet | Iterable) -> Iterator[bytes]:
    """Write a CSV file line by line."""
    yield BYTE_ORDER_MARK.encode()
    writer = csv.writer(Echo(), delimiter=";")
    yield writer.writerow(self.get_heading(queryset, field) for field in self.list_export)
    for item in queryset:
        row = self.to_row_dict(item)
        yield writer.writerow(
            german_cell(self.preprocess_field_value(name, value, self.FORMAT_CSV))
            for name, value in row.items()
        )


def export_for_german_excel() -> None:
    """Let every list and report of the CMS write such files."""
    SpreadsheetExportMixin.stream_csv = stream_csv
    SpreadsheetExportMixin.custom_value_preprocess = (
        SpreadsheetExportMixin.custom_value_preprocess
        | {datetime: {SpreadsheetExportMixin.FORMAT_XLSX: local_time}}
    )
