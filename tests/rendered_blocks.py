"""What Wagtail's editor sends of a field of blocks, which JavaScript builds in the browser."""

import json


def fields(element):
    """Return (name, value) of all inputs of an element with data-block."""
    definition = unpacked(json.loads(element["data-w-block-data-value"]), {})
    state = json.loads(element["data-w-block-arguments-value"])[0]
    return list(inputs(definition, element["id"], state))


def unpacked(value, known):
    """Resolve what Wagtail's telepath packs: objects become (name of the type, arguments)."""
    if isinstance(value, list):
        return [unpacked(each, known) for each in value]
    if not isinstance(value, dict):
        return value
    if "_ref" in value:
        return known[value["_ref"]]
    if "_type" in value:
        result = (value["_type"].rpartition(".")[2], unpacked(value["_args"], known))
    elif "_list" in value or "_val" in value:
        result = unpacked(value.get("_list", value.get("_val")), known)
    else:
        content = value.get("_dict", value)
        result = {key: unpacked(each, known) for key, each in content.items()}
    if "_id" in value:
        known[value["_id"]] = result
    return result


def inputs(definition, prefix, state):
    kind, (_name, *details) = definition
    if kind == "StaticBlock":
        return
    if kind == "FieldBlock":
        yield from values(prefix, state)
    elif kind == "StreamBlock":
        blocks = {block[1][0]: block for _group, group in details[0] for block in group}
        for number, child in enumerate(state):
            yield f"{prefix}-{number}-type", child["type"]
            yield from inputs(blocks[child["type"]], f"{prefix}-{number}-value", child["value"])
        yield from order(prefix, state)
    elif kind == "TypedTableBlock":
        cells = {block[1][0]: block for block in details[0]}
        yield f"{prefix}-caption", state["caption"]
        for name, each in (("column", state["columns"]), ("row", state["rows"])):
            yield f"{prefix}-{name}-count", str(len(each))
            for number, part in enumerate(each):
                yield f"{prefix}-{name}-{number}-deleted", ""
                yield f"{prefix}-{name}-{number}-order", str(number)
                for key in part.keys() & {"type", "heading"}:
                    yield f"{prefix}-{name}-{number}-{key}", part[key]
        for number, row in enumerate(state["rows"]):
            for place, (column, value) in enumerate(
                zip(state["columns"], row["values"], strict=True)
            ):
                name = f"{prefix}-cell-{number}-{place}"
                yield from inputs(cells[column["type"]], name, value)
    elif kind == "ListBlock":
        for number, child in enumerate(state):
            yield from inputs(details[0], f"{prefix}-{number}-value", child["value"])
        yield from order(prefix, state)
    else:  # a StructBlock or what is made of one
        for block in details[0]:
            yield from inputs(block, f"{prefix}-{block[1][0]}", state[block[1][0]])


def order(prefix, state):
    yield f"{prefix}-count", str(len(state))
    for number, child in enumerate(state):
        yield f"{prefix}-{number}-deleted", ""
        yield f"{prefix}-{number}-order", str(number)
        yield f"{prefix}-{number}-id", child.get("id") or ""


def values(name, state):
    """A box that is not ticked sends nothing, a chooser the id of what was chosen."""
    if isinstance(state, list):
        yield from ((name, str(each)) for each in state)
    elif isinstance(state, dict):
        yield name, str(state.get("id") or "")
    elif state is not False:
        yield name, "on" if state is True else "" if state is None else str(state)


def errors(document):
    """Return what the browser says about the blocks of a page of the CMS, as one text."""
    arguments = (each["data-w-block-arguments-value"] for each in document.select("[data-block]"))
    return " ".join(json.dumps(json.loads(each)[1:], ensure_ascii=False) for each in arguments)
