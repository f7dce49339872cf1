"""What Wagtail's editor sends of a field of blocks, which JavaScript builds in the browser."""

import json


def fields(element):
    """Return (name, value) of all inputs of an element with data-block."""
    state = json.loads(element["data-w-block-arguments-value"])[0]
    return list(inputs(definition_of(element), element["id"], state))


def added(element, number, kind, value):
    """Yield (name, value) of all inputs of a block that is added as the last one, and filled in.

    ``value``: of a block with parts {name: value}, the others as they are at first; of a list its
    values; of a choice or a file its id.
    """
    definition, prefix = definition_of(element), f"{element['id']}-{number}"
    blocks, first = blocks_of(definition), definition[1][2]
    yield f"{prefix}-deleted", ""
    yield f"{prefix}-order", str(number)
    yield f"{prefix}-type", kind
    yield f"{prefix}-id", ""
    state = filled(blocks[kind], first[kind], value)
    yield from inputs(blocks[kind], f"{prefix}-value", state)


def filled(definition, state, value):
    """The state of a block after a person has filled it in; a KeyError for what it has not."""
    kind, (_name, *details) = definition
    if kind in {"FieldBlock", "StaticBlock"}:
        return value
    if kind == "ListBlock":
        child, first = details[:2]
        return [{"value": filled(child, first, each)} for each in value]
    blocks = blocks_of(definition)
    if kind == "StreamBlock":
        parts = [(name, filled(blocks[name], details[1][name], each)) for name, each in value]
        return [{"type": name, "value": part} for name, part in parts]
    return state | {name: filled(blocks[name], state[name], each) for name, each in value.items()}


def definition_of(element):
    return unpacked(json.loads(element["data-w-block-data-value"]), {})


def blocks_of(definition):
    """{name: block} of the blocks that a stream offers or that are parts of another."""
    kind, (_name, offered, *_details) = definition
    groups = [group for _title, group in offered] if kind == "StreamBlock" else [offered]
    return {block[1][0]: block for group in groups for block in group}


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
        blocks = blocks_of(definition)
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
