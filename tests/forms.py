"""What a rendered form holds, to be sent as a browser without JavaScript would."""

from tests.site import soup

EDITOR = "form#page-edit-form, form#w-editor-form, form[data-edit-form]"


def fields_of(response, selector=EDITOR):
    """Return {name: value} of the first form that fits; without any of its buttons."""
    form = soup(response).select_one(selector)
    held = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        kind = field.get("type")
        if kind in {"submit", "button", "file"} or field.has_attr("disabled"):
            continue
        if field.name == "select":
            chosen = field.select("option[selected]") or field.select("option")[:1]
            values = [option.get("value", option.text) for option in chosen]
        elif field.name == "textarea":
            values = [field.text.removeprefix("\n")]
        elif kind in {"checkbox", "radio"} and not field.has_attr("checked"):
            continue
        else:
            values = [field.get("value", "on" if kind == "checkbox" else "")]
        held.setdefault(field["name"], []).extend(values)
    return held | no_blocks(form)


def no_blocks(form):
    """An empty StreamField: its fields are made by JavaScript alone."""
    fields = form.select("[data-block]")
    return {f"{field['id']}-count": ["0"] for field in fields}
