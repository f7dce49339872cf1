"""The editor's form that is sent after somebody else has saved the profile.

Wagtail lets the later save win, with all fields as they were when the editor was opened. Here a
field that only the other one has changed keeps the other one's value, and a field that both have
changed is an error that shows the other version. Nobody publishes what they have not seen.
"""

from django.utils.translation import gettext as _
from wagtail.admin.rich_text import get_rich_text_editor_widget

from members.profile_values.labels import joined, label, text
from members.profile_values.text import to_plain
from members.profile_values.values import AT_ONCE, ROWS, WITH_APPROVAL, read
from miglobe_site import texts

BOXES = {"member_topics": "topics", "member_formats": "formats"}
ACTIONS = ("action-publish", "action-workflow-action")


def catch_up(data, page):
    """Return the data with what others have saved meanwhile, and {field: error} of conflicts."""
    before = seen_version(data, page)
    if before is None:
        return data, {}
    names = [*AT_ONCE, *WITH_APPROVAL]
    shown, now = read(before, names), read(page, names)
    data, errors = data.copy(), {}
    others = [name for name in names if shown[name] != now[name]]
    for name in others:
        sent = sent_value(data, page, name)
        if sent == shown[name]:
            put(data, page, name, now[name])
        elif sent != now[name]:
            errors[name] = _("This was changed in between. The other version: %(text)s") % {
                "text": text(page, name, now[name])
            }
    unseen = [name for name in others if name in WITH_APPROVAL and name not in errors]
    if unseen and any(action in data for action in ACTIONS):
        errors[None] = _(
            "Since you opened this page, somebody has changed: %(fields)s. You see it now; please "
            "look at it and send the page once more."
        ) % {"fields": joined(page, unseen)}
    return data, errors


def seen_version(data, page):
    """The version that the editor was opened with, if it is not the latest; else None."""
    number = data.get("overwrite_revision_id") or data.get("loaded_revision_id") or ""
    if not number.isdecimal() or number == str(page.latest_revision_id):
        return None
    revision = page.revisions.filter(pk=number[:18]).first()
    return revision and revision.as_object()


def widget_of(page):
    field = page._meta.get_field("about")
    return get_rich_text_editor_widget(field.editor, features=field.features)


def sent_value(data, page, name):
    """What the form says, as in members.profile_values.values."""
    if name in BOXES:
        values = data.getlist(BOXES[name])
        return [number_in(v) or v for v in values] if name == "member_topics" else values
    if name in ROWS:
        return sent_rows(data, name)
    if name == "about":
        return to_plain(widget_of(page).value_from_datadict(data, {}, name))
    value = data.get(name, "")
    if name == "photo":
        return number_in(value)
    return texts.clean(page._meta.get_field(name), value, page).strip()


def number_in(text):
    """The number that a text is, None where it is none; Python reads no endless ones."""
    return int(text) if text.isdecimal() and len(text) <= 18 else None


def sent_rows(data, name):
    fields, rows = ROWS[name], []
    total = number_in(data.get(f"{name}-TOTAL_FORMS", ""))
    for number in range(min(total or 0, 100)):
        prefix = f"{name}-{number}"
        if data.get(f"{prefix}-DELETE"):
            continue
        row = [data.get(f"{prefix}-{field}", "") for field in fields]
        if "can_advise" in fields:
            row[1] = bool(row[1])
        place = number_in(data.get(f"{prefix}-ORDER", ""))
        rows.append((number if place is None else place, row))
    rows = [row for _place, row in sorted(rows, key=lambda each: each[0])]
    return [row if len(fields) > 1 else row[0] for row in rows]


def put(data, page, name, value):
    """Write a value into the data as the form would send it."""
    if name in BOXES:
        data.setlist(BOXES[name], [str(each) for each in value])
    elif name in ROWS:
        put_rows(data, page, name)
    elif name == "about":
        data[name] = widget_of(page).format_value(page.about)
    else:
        data[name] = "" if value is None else str(value)


def put_rows(data, page, name):
    for key in [key for key in data if key.startswith(f"{name}-")]:
        del data[key]
    rows = list(getattr(page, name).all())
    data[f"{name}-TOTAL_FORMS"] = data[f"{name}-INITIAL_FORMS"] = str(len(rows))
    for number, row in enumerate(rows):
        prefix = f"{name}-{number}"
        data[f"{prefix}-id"], data[f"{prefix}-ORDER"] = str(row.pk or ""), str(number + 1)
        for field in ROWS[name]:
            value = getattr(row, field)
            if value is not False:
                data[f"{prefix}-{field}"] = "on" if value is True else str(value)


def error_of(form, name, message):
    """(field of the form or None, message): rows and boxes are no fields of the page."""
    field = BOXES.get(name, name)
    if field in form.fields:
        return field, message
    return None, f"{label(form.instance, name)}: {message}" if name else message
