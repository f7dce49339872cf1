"""Content as an outline, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from .outline import PAGE, PARAGRAPH, Name, Outline, Path, Place, Text, Unit
from .schema import Blocks, Content, Fields, Json, Leaf, Schema


def read(schema: Fields, content: Content, side: str) -> Outline:
    """Lay content out; ``side`` is a letter that sets its names apart from those of others."""
    outline = Outline({PAGE: Unit("", "page", Place(PAGE))})

    def read_value(schema: Schema, value: Json, place: Place) -> None:
        if isinstance(schema, Fields):
            for name, part in schema.of.items():
                if name in (value or {}):
                    read_value(part, value[name], Place(place.unit, (*place.path, name)))
        elif isinstance(schema, Blocks):
            outline[place.unit].lists[place.path] = []
            for block in value or []:
                name = add(block.get("id"), block["type"], place, block.get("ours"))
                kind = schema.of.get(block["type"], Leaf.ATOM)
                read_value(kind, block.get("value"), Place(name))
        elif schema is Leaf.RICH_TEXT:
            outline[place.unit].lists[place.path] = []
            for paragraph in value or []:
                name = add(paragraph.get("key"), PARAGRAPH, place, paragraph.get("ours"))
                outline[name].leaves[()] = Text(paragraph["html"], paragraph["kind"])
        else:
            is_text = schema is Leaf.TEXT
            outline[place.unit].leaves[place.path] = Text(value or "") if is_text else value

    def add(id_: str | None, type_: str, place: Place, our_id: str | None) -> Name:
        name = f"{side}{len(outline)}"
        outline[name] = Unit(id_ or "", type_, place, our_id or "")
        outline.names_in(place).append(name)
        return name

    read_value(schema, content, Place(PAGE))
    return outline


def write(outline: Outline) -> dict[str, Json]:
    """Return the content that an outline lays out."""
    content: dict[str, Json] = write_value(outline, PAGE)
    return content


def map_texts(schema: Fields, content: Content, function: Callable[[Text], str]) -> Content:
    """Return content with other words in its texts; each is plain text or the HTML of a paragraph.

    This is how one region's names become another's before source is merged.
    """
    outline = read(schema, content, "")
    for unit in outline.values():
        for path, leaf in unit.leaves.items():
            if isinstance(leaf, Text):
                unit.leaves[path] = leaf._replace(words=function(leaf))
    return {**content, **write(outline)}


def write_unit(outline: Outline, name: Name) -> dict[str, Json]:
    """Return a block, an item or a paragraph as it stands in content."""
    unit, value = outline[name], write_value(outline, name)
    ours = {"ours": unit.our_id} if unit.our_id else {}
    if unit.is_paragraph:
        return {"key": unit.id, **value, **ours}
    return {"id": unit.id, "type": unit.type, "value": value, **ours}


def write_value(outline: Outline, name: Name) -> Json:
    unit = outline[name]
    parts = {path: write_leaf(leaf) for path, leaf in unit.leaves.items()}
    for path, names in unit.lists.items():
        parts[path] = [write_unit(outline, child) for child in names]
    return nested(parts.items())


def write_leaf(leaf: Json) -> Json:
    if not isinstance(leaf, Text):
        return leaf
    return {"kind": leaf.kind, "html": leaf.words} if leaf.kind else leaf.words


def nested(parts: Iterable[tuple[Path, Json]]) -> Json:
    """Return {("a", "b"): 1} as {"a": {"b": 1}}; what has no path is the value itself."""
    value: dict[str, Json] = {}
    for path, part in parts:
        if not path:
            return part
        inner = value
        for name in path[:-1]:
            inner = inner.setdefault(name, {})
        inner[path[-1]] = part
    return value
