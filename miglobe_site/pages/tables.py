"""Tables: Wagtail's TypedTableBlock, which must say what it shows and can be translated."""

from collections.abc import Iterator
from html import escape
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import Tag
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.contrib.typed_table_block.blocks import (
    TypedTable,
    TypedTableBlock,
    TypedTableBlockValidationError,
)
from wagtail.rich_text import RichText
from wagtail_localize.segments import StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.ingest import organise_template_segments
from wagtail_localize.strings import extract_strings, restore_strings


class CellsBlock(TypedTableBlock):
    """Caption, headings of the columns, and cells.

    For a translation it is one text, as rich text is: a row that is added shifts no other.
    """

    def clean(self, table: TypedTable) -> TypedTable:
        table = super().clean(table)
        errors = [] if self.is_deferred_validation else list(faults(table))
        if errors:
            raise TypedTableBlockValidationError(non_block_errors=errors)
        return table

    def get_translatable_segments(self, table: TypedTable) -> list[Any]:
        template, strings = extract_strings(as_html(table))
        texts = [StringSegmentValue("", string, attrs=attrs) for string, attrs in strings]
        return [TemplateSegmentValue("", "html", template, len(texts)), *texts]

    def restore_translated_segments(self, table: TypedTable, segments: list[Any]) -> TypedTable:
        _format, template, strings = organise_template_segments(segments)
        return from_html(restore_strings(template, strings), table)


def faults(table: TypedTable) -> Iterator[ValidationError]:
    """Yield a ValidationError for each thing without which a table says nothing to some."""
    if not table.columns or not table.row_data:
        yield ValidationError(_("Please fill in the table: it has no column or no row."))
        return
    if not table.caption.strip():
        yield ValidationError(_("Please say in a few words what the table shows."))
    if not all(column["heading"].strip() for column in table.columns):
        yield ValidationError(_("Please give each column a heading."))


def as_html(table: TypedTable) -> str:
    """Return a table as HTML, each cell as it is stored, lines of plain text by <br>."""
    rows = [[plain(column["heading"]) for column in table.columns]]
    for row in table.row_data:
        rows.append([v.source if isinstance(v, RichText) else plain(v) for v in row["values"]])
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<p>{plain(table.caption)}</p>" + "".join(f"<div>{row}</div>" for row in cells)


def plain(text: str) -> str:
    return "<br>".join(map(escape, (text or "").splitlines()))


def from_html(html: str, table: TypedTable) -> TypedTable:
    """Return a table with the texts of what as_html() made of it."""
    document = BeautifulSoup(html, "html.parser")
    caption, *lines = document.find_all(recursive=False)
    headings, *rows = [line.find_all("td", recursive=False) for line in lines]
    return TypedTable(
        columns=[
            {**column, "heading": text_of(cell)}
            for column, cell in zip(table.columns, headings, strict=True)
        ],
        row_data=[
            {
                "values": [
                    RichText(cell.decode_contents())
                    if isinstance(value, RichText)
                    else text_of(cell)
                    for value, cell in zip(row["values"], cells, strict=True)
                ]
            }
            for row, cells in zip(table.row_data, rows, strict=True)
        ],
        caption=text_of(caption),
    )


def text_of(element: Tag) -> str:
    for line_break in element.find_all("br"):
        line_break.replace_with("\n")
    return element.get_text()
