"""How the value of a field or block becomes content, and content a value again.

A Part knows one field or block. Values are raw, JSON as Wagtail stores it, so that nothing is
looked up; content has the shapes of ``merge.schema``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any
from uuid import uuid4

from django.db import models
from wagtail import blocks
from wagtail.admin.rich_text import get_rich_text_editor_widget
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from miglobe_site.merge import Blocks, Fields, Json, Leaf, Schema, Text

from . import rich_text

#: Fields and block ids, as in ``data-contentpath``.
Path = tuple[str, ...]
ChangeText = Callable[[Text], str]
ChangePage = Callable[[int], int]

#: The raw value where there is none.
ABSENT: Json = object()

#: Blocks whose value is no text and has no parts.
ATOMS = (
    blocks.field_block.BaseChoiceBlock,
    blocks.BooleanBlock,
    blocks.ChooserBlock,
    blocks.DateBlock,
    blocks.DateTimeBlock,
    blocks.DecimalBlock,
    blocks.FloatBlock,
    blocks.IntegerBlock,
    blocks.StaticBlock,
    blocks.TimeBlock,
)
TEXTS = (blocks.CharBlock, blocks.TextBlock)
WHOLE_TEXTS = (blocks.EmailBlock, blocks.RegexBlock, blocks.URLBlock)
ATOMIC_FIELDS = (
    models.BooleanField,
    models.DateField,
    models.DecimalField,
    models.FloatField,
    models.ForeignKey,
    models.IntegerField,
    models.TimeField,
    models.UUIDField,
)
WHOLE_TEXT_FIELDS = (models.EmailField, models.SlugField, models.URLField)


def itself(page_id: int) -> int:
    return page_id


class Part:
    schema: Schema

    def read(self, raw: Json) -> Json:
        """Return content for a raw value."""
        raise NotImplementedError

    def write(self, value: Json, old: Json = ABSENT, pages: ChangePage = itself) -> Json:
        """Return the raw value for content, as it is where that says the same.

        ``old`` is the raw value that stands there, ``pages`` what was done to the ids in its
        content, see ``page_links``.
        """
        raise NotImplementedError

    def mapped(self, value: Json, change: ChangeLeaf, path: Path = ()) -> Json:
        """Return content with other values in its leaves."""
        raise NotImplementedError

    def inside(self, path: Path = ()) -> Iterator[tuple[Path, Part]]:
        """Yield all parts in this one, and itself, with the names that lead to them."""
        yield path, self


class LeafPart(Part):
    """A Part with no parts in it.

    ``verbatim``: what somebody said, or what belongs to a film: no words of a region are changed.
    ``limit``: the number of characters that it may have.
    """

    verbatim = False
    limit: int | None = None

    def mapped(self, value: Json, change: ChangeLeaf, path: Path = ()) -> Json:
        return change(self, value, path)

    def write(self, value: Json, old: Json = ABSENT, pages: ChangePage = itself) -> Json:
        if old is not ABSENT and self.change_pages(self.read(old), pages) == value:
            return old
        return self.store(value, old, pages)

    def store(self, value: Json, old: Json, pages: ChangePage) -> Json:
        return value

    def change_texts(self, value: Json, change: ChangeText) -> Json:
        """Return content with other words in what people wrote."""
        return value

    def change_pages(self, value: Json, change: ChangePage) -> Json:
        """Return content with the ids of other pages."""
        return value


ChangeLeaf = Callable[[LeafPart, Json, Path], Json]


class Atom(LeafPart):
    schema = Leaf.ATOM

    def read(self, raw: Json) -> Json:
        return raw


def as_forms_store_it(text: str | None) -> str:
    """Return a text that somebody has saved in a form without changing it."""
    return (text or "").replace("\r\n", "\n").strip()


class Unreadable(Atom):
    """A field or block of a kind that nobody has thought of; a system check names it."""


class ChosenPage(Atom):
    def change_pages(self, value: Json, change: ChangePage) -> Json:
        return value and change(value)


class WholeText(Atom):
    """A text that is merged whole: an address, a choice, the subtitles of a film."""

    def read(self, raw: Json) -> str:
        return as_forms_store_it(raw)


class PlainText(LeafPart):
    schema = Leaf.TEXT

    def __init__(self, limit: int | None = None, verbatim: bool = False) -> None:
        self.limit, self.verbatim = limit, verbatim

    def read(self, raw: Json) -> str:
        return as_forms_store_it(raw)

    def change_texts(self, value: str, change: ChangeText) -> str:
        return change(Text(value)) if value else value


class RichText(LeafPart):
    schema = Leaf.RICH_TEXT

    def __init__(self, editor: str, features: list[str] | None, verbatim: bool = False) -> None:
        widget = get_rich_text_editor_widget(editor, features=features)
        self.features, self.verbatim = tuple(widget.features), verbatim

    def read(self, raw: Json) -> Json:
        return rich_text.read(raw, self.features)

    def store(self, value: Json, old: Json, pages: ChangePage) -> Json:
        """Return HTML in which paragraphs that say the same have the links that they had."""
        had = [] if old is ABSENT else self.read(old)
        known = {}
        for changed, stored in zip(self.change_pages(had, pages), had, strict=True):
            known.setdefault(changed["html"], stored["html"])
            known[changed["key"], changed["html"]] = stored["html"]
        stored_html = (
            known.get((p["key"], p["html"])) or known.get(p["html"], p["html"]) for p in value
        )
        return rich_text.write_html(
            [p | {"html": html} for p, html in zip(value, stored_html, strict=True)]
        )

    def change_texts(self, value: Json, change: ChangeText) -> Json:
        return [p | {"html": change(Text(p["html"], p["kind"]))} for p in value]

    def change_pages(self, value: Json, change: ChangePage) -> Json:
        return [p | {"html": rich_text.change_pages(p["html"], change)} for p in value]


class Table(Atom):
    """A TypedTableBlock, merged whole: with rows from here and columns from there it would break.

    Keys of paragraphs in its cells count for nothing and are left out.
    """

    def __init__(self, columns: Mapping[str, LeafPart], verbatim: bool = False) -> None:
        self.columns, self.verbatim = columns, verbatim

    def read(self, raw: Json) -> Json:
        table = {"columns": [], "rows": [], "caption": "", **(raw or {})}
        return self.with_cells(table, lambda part, cell: unkeyed(part.read(cell)))

    def store(self, value: Json, old: Json, pages: ChangePage) -> Json:
        return self.with_cells(value, lambda part, cell: part.write(cell))

    def change_texts(self, value: Json, change: ChangeText) -> Json:
        def turned(text: str) -> str:
            return change(Text(text)) if text else text

        table = self.with_cells(value, lambda part, cell: part.change_texts(cell, change))
        columns = [{**each, "heading": turned(each["heading"])} for each in table["columns"]]
        return {**table, "columns": columns, "caption": turned(table["caption"])}

    def change_pages(self, value: Json, change: ChangePage) -> Json:
        return self.with_cells(value, lambda part, cell: part.change_pages(cell, change))

    def with_cells(self, table: Json, change: Callable[[LeafPart, Json], Json]) -> Json:
        parts = [self.columns[column["type"]] for column in table["columns"]]
        rows = [{**row, "values": [*map(change, parts, row["values"])]} for row in table["rows"]]
        return {**table, "rows": rows}


def unkeyed(cell: Json) -> Json:
    return [each | {"key": ""} for each in cell] if isinstance(cell, list) else cell


class Struct(Part):
    """A StructBlock. What a stored value lacks, Wagtail shows as the default, ``defaults``."""

    def __init__(self, parts: Mapping[str, Part], defaults: Mapping[str, Json]) -> None:
        self.parts, self.defaults = parts, defaults
        self.schema = Fields({name: part.schema for name, part in parts.items()})

    def read(self, raw: Json) -> Json:
        values = {**self.defaults, **(raw or {})}
        return {name: part.read(values.get(name)) for name, part in self.parts.items()}

    def write(self, value: Json, old: Json = ABSENT, pages: ChangePage = itself) -> Json:
        had = {} if old is ABSENT else old or {}
        missing = self.read({}) if had else {}
        return {
            name: part.write(value[name], had.get(name, ABSENT), pages)
            for name, part in self.parts.items()
            if name in value and (name in had or value[name] != missing.get(name, ABSENT))
        }

    def mapped(self, value: Json, change: ChangeLeaf, path: Path = ()) -> Json:
        changed = {
            name: part.mapped(value[name], change, (*path, name))
            for name, part in self.parts.items()
            if name in value
        }
        return {**value, **changed}

    def inside(self, path: Path = ()) -> Iterator[tuple[Path, Part]]:
        yield path, self
        for name, part in self.parts.items():
            yield from part.inside((*path, name))


class Stream(Part):
    """A StreamBlock, or a ListBlock, whose items are of the type "item"."""

    def __init__(self, parts: Mapping[str, Part]) -> None:
        self.parts = parts
        self.schema = Blocks({name: part.schema for name, part in parts.items()})

    def read(self, raw: Json) -> Json:
        return [
            {
                "id": block.get("id") or "",
                "type": block["type"],
                "value": self.parts[block["type"]].read(block["value"]),
            }
            for block in map(as_block, raw or [])
        ]

    def write(self, value: Json, old: Json = ABSENT, pages: ChangePage = itself) -> Json:
        """Return the blocks; those that have no id yet get one, as when Wagtail saves them."""
        had = [as_block(block) for block in ([] if old is ABSENT else old or [])]
        values = {(block.get("id"), block["type"]): block["value"] for block in had}
        return [
            {
                "type": block["type"],
                "value": self.parts[block["type"]].write(
                    block["value"],
                    values.get((block["id"], block["type"]), ABSENT) if block["id"] else ABSENT,
                    pages,
                ),
                "id": block["id"] or str(uuid4()),
            }
            for block in value
        ]

    def mapped(self, value: Json, change: ChangeLeaf, path: Path = ()) -> Json:
        return [
            {
                **block,
                "value": self.parts[block["type"]].mapped(
                    block["value"], change, (*path, block["id"])
                ),
            }
            for block in value
        ]

    def inside(self, path: Path = ()) -> Iterator[tuple[Path, Part]]:
        yield path, self
        for name, part in self.parts.items():
            yield from part.inside((*path, name))


def as_block(item: Json) -> Json:
    """Return an item of a ListBlock as it is stored today: it once was its value alone."""
    is_block = isinstance(item, dict) and item.keys() >= {"type", "value"}
    return item if is_block else {"type": "item", "value": item}


def part_of_block(block: blocks.Block, shared: bool = False, verbatim: bool = False) -> Part:
    """Return the Part for a block; where its texts are ``shared``, they are merged whole."""
    verbatim = verbatim or getattr(block.meta, "verbatim", False)
    part = partial(part_of_block, shared=shared, verbatim=verbatim)
    if isinstance(block, blocks.StructBlock):
        inner = block.child_blocks
        parts = {name: part(child) for name, child in inner.items()}
        leaves = [name for name in inner if isinstance(parts[name], LeafPart)]
        return Struct(parts, {name: default_of(inner[name]) for name in leaves})
    if isinstance(block, blocks.StreamBlock):
        return Stream({name: part(child) for name, child in block.child_blocks.items()})
    if isinstance(block, blocks.ListBlock):
        return Stream({"item": part(block.child_block)})
    if isinstance(block, TypedTableBlock):
        cells = {name: part(child) for name, child in block.child_blocks.items()}
        leaves_alone = {name: cell for name, cell in cells.items() if isinstance(cell, LeafPart)}
        return Table(leaves_alone, verbatim) if leaves_alone == cells else Unreadable()
    if isinstance(block, blocks.RichTextBlock):
        return RichText(block.editor, block.features, verbatim)
    if isinstance(block, WHOLE_TEXTS) or (shared and isinstance(block, TEXTS)):
        return WholeText()
    if isinstance(block, TEXTS):
        return PlainText(block.field.max_length, verbatim)
    if isinstance(block, blocks.PageChooserBlock):
        return ChosenPage()
    return Atom() if isinstance(block, ATOMS) else Unreadable()


def default_of(block: blocks.Block) -> Json:
    return block.get_prep_value(block.get_default())


def part_of_field(field: Any, shared: bool = False, verbatim: bool = False) -> Part:
    """Return the Part for a field of a model."""
    if isinstance(field, StreamField):
        return part_of_block(field.stream_block, shared, verbatim)
    if isinstance(field, RichTextField):
        return RichText(field.editor, field.features, verbatim)
    if isinstance(field, models.ForeignKey) and is_page(field.remote_field.model):
        return ChosenPage()
    if isinstance(field, ATOMIC_FIELDS):
        return Atom()
    if isinstance(field, models.CharField | models.TextField):
        whole = shared or field.choices or isinstance(field, WHOLE_TEXT_FIELDS)
        return WholeText() if whole else PlainText(field.max_length, verbatim)
    return Unreadable()


def is_page(model: Any) -> bool:
    """Whether a model is one of pages; a name that stands for a model is not resolved yet."""
    return isinstance(model, type) and issubclass(model, Page)
