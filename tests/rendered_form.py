"""A form as a browser would send it: what the page holds, and what a person changed in it."""

import re
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

from tests import rendered_blocks

CONTROLS = ["input", "textarea", "select", "button"]
#: What is sent only when it is pressed, or never.
BUTTONS = {"submit", "image", "button", "reset"}
#: The editor's form of a page.
EDITOR = "form#page-edit-form, form#w-editor-form, form[data-edit-form]"
#: Forms that send something; the one that logs out stands on every page of a login's.
SENDING = "form[method=post i]:not([action*=abmelden], [action*=logout])"


class RenderedForm:
    """The form of a page that sends something, or the one that a CSS selector finds.

    Like a browser, it leaves out what is disabled, not ticked or a button that was not pressed.
    """

    def __init__(self, document, path, selector=None):
        forms = document.select(selector or SENDING)
        if len(forms) != 1:
            actions = [each.get("action", "") for each in forms]
            raise LookupError(f"{len(forms)} forms fit, name one: {actions} at {path}")
        [self.form] = forms
        inside = self.form.find_all(CONTROLS)
        name = self.form.get("id")
        outside = document.find_all(CONTROLS, form=name) if name else []
        self.action = urljoin(path, self.form.get("action") or "")
        self.path, self.image_button = path, None
        self.fields: list[Any] = []
        self.data: dict[str, list[Any]] = {}
        self.blocks: dict[str, Tag] = {}
        for field in [*inside, *outside]:
            if is_enabled(field):
                self.hold(field)
        for element in self.form.select("[data-block]"):
            self.blocks[element["id"]] = element
            self.hold_blocks(rendered_blocks.fields(element))

    def hold(self, field):
        self.fields.append(field)
        for value in values_of(field):
            self.data.setdefault(field["name"], []).append(value)

    def hold_blocks(self, inputs):
        for name, value in inputs:
            self.hold(Tag(name="input", attrs={"name": name, "value": value}))

    def add_block(self, name, kind, value):
        """Press "+" below the blocks of a text and fill the new one in."""
        count = self.data[f"{name}-count"]
        self.hold_blocks(rendered_blocks.added(self.blocks[name], int(count[0]), kind, value))
        self.data[f"{name}-count"] = [str(int(count[0]) + 1)]

    def add_row(self, name):
        """Press "Add" under a list of rows, if the field of that name is in its next row."""
        if not (parts := re.match(r"(.+)-(\d+)-", name)):
            return
        prefix, number = parts.groups()
        template = self.form.find(id=f"id_{prefix}-EMPTY_FORM_TEMPLATE")
        if template is None or self.data[f"{prefix}-TOTAL_FORMS"] != [number]:
            return
        html = template.decode_contents().replace("__prefix__", number)
        for field in BeautifulSoup(html, "html.parser").find_all(CONTROLS):
            self.hold(field)
        self.data[f"{prefix}-TOTAL_FORMS"] = [str(int(number) + 1)]

    def named(self, name):
        """The fields of a name; a KeyError where the form has none that a person can change."""
        fields = [field for field in self.fields if kind_of(field) not in BUTTONS]
        found = [field for field in fields if field.get("name") == name]
        if not found:
            names = sorted({field["name"] for field in self.fields if field.get("name")})
            raise KeyError(f"{name} is no field of this form, which has {names}")
        return found

    def change(self, name, value):
        """Enter something: a text, a file, True or False for a box, a list for several values."""
        if self.image_button and name in {f"{self.image_button}.x", f"{self.image_button}.y"}:
            self.data[name] = [value]
            return
        if name in self.blocks:
            for kind, block in value:
                self.add_block(name, kind, block)
            return
        self.add_row(name)
        fields = self.named(name)
        kinds = {kind_of(field) for field in fields}
        if kinds == {"checkbox"} and isinstance(value, bool):
            [field] = fields
            value = [field.get("value", "on")] if value else []
        values = [] if value is None else value if isinstance(value, list | tuple) else [value]
        if kinds <= {"checkbox", "radio", "select"}:
            values, offered = [str(each) for each in values], choices(fields)
            if wrong := set(values) - offered:
                raise ValueError(f"{name} offers no {sorted(wrong)}, but {sorted(offered)}")
        if kinds == {"file"} and self.form.get("enctype", "").lower() != "multipart/form-data":
            raise ValueError("a form without enctype sends no file")
        self.data.pop(name, None)
        if values:
            self.data[name] = [line_breaks(each) for each in values]

    def press(self, button=None):
        """Press a button, by its words or its name; without one the first, as Enter does."""
        buttons = [field for field in self.fields if kind_of(field) in {"submit", "image"}]
        if button is not None:
            buttons = [each for each in buttons if button in (words_of(each), each.get("name"))]
            if len(buttons) != 1:
                raise LookupError(f"{len(buttons)} buttons are called {button!r}")
        if not buttons:
            return
        pressed = buttons[0]
        self.action = urljoin(self.path, pressed.get("formaction") or self.action)
        name = pressed.get("name")
        if name and kind_of(pressed) == "image":
            self.image_button = name
            self.data |= {f"{name}.x": ["0"], f"{name}.y": ["0"]}
        elif name:
            self.data.setdefault(name, []).append(pressed.get("value", ""))


def kind_of(field):
    """The type of an input or button, else the name of the element."""
    if field.name == "button":
        return field.get("type", "submit").lower()
    return field.get("type", "text").lower() if field.name == "input" else field.name


def is_enabled(field):
    around = field.find_parent("fieldset", disabled=True) or field.find_parent("template")
    return not field.has_attr("disabled") and not around


def values_of(field):
    """What a browser sends of a field that nobody touches."""
    kind = kind_of(field)
    if not field.get("name") or kind in BUTTONS | {"file"}:
        return []
    if kind in {"checkbox", "radio"}:
        return [field.get("value", "on")] if field.has_attr("checked") else []
    if kind == "textarea":
        return [line_breaks(field.get_text().removeprefix("\n"))]
    if kind == "select":
        options = [each for each in field.find_all("option") if not each.has_attr("disabled")]
        chosen = [each for each in options if each.has_attr("selected")]
        if not field.has_attr("multiple"):
            chosen = chosen[-1:] or options[:1]
        return [option_value(each) for each in chosen]
    return [field.get("value", "")]


def choices(fields):
    """The values that boxes, radio buttons and selects offer."""
    offered = {field.get("value", "on") for field in fields if field.name == "input"}
    for field in fields:
        offered |= {option_value(each) for each in field.find_all("option")}
    return offered


def option_value(option):
    return option.get("value", option.get_text().strip())


def line_breaks(value):
    """Browsers send every line break as two characters."""
    if not isinstance(value, str):
        return value
    return "\r\n".join(value.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def words_of(button):
    return button.get("value") if button.name == "input" else " ".join(button.get_text().split())


def fields_of(answer, selector=EDITOR):
    """What a form on a page holds, to be sent by hand: {name: values}, without any button."""
    document = BeautifulSoup(answer.content, "html5lib")
    return RenderedForm(document, "", selector).data
