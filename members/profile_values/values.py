"""What of a profile its advisor may change, as plain values that forms show and compare.

A value is a text or a list of texts or of rows, so that two versions can be told apart by "==".
"""

from datetime import date

from members.profile_values.text import to_html, to_plain

#: Public as soon as they are saved; members.models.at_once keeps them in all versions.
AT_ONCE = """
    member_languages town area place availability unavailable_until email phone contact_way
""".split()
#: Public when the staff have approved them.
WITH_APPROVAL = """
    academic_title first_name last_name pronouns role summary about qualifications references
    organisations member_topics member_formats member_countries member_links photo photo_credit
""".split()

#: {relation: the fields of a row that make its value}
ROWS = {
    "member_topics": ("topic_id",),
    "member_formats": ("format",),
    "member_languages": ("code", "can_advise"),
    "member_countries": ("code",),
    "member_links": ("title", "url", "kind"),
}


def row_model(page, relation):
    """The model of a relation's rows, read through the page: this package imports no models."""
    return page._meta.get_field(relation).related_model


def topic_model(page):
    return row_model(page, "member_topics")._meta.get_field("topic").related_model


def read(page, names):
    return {name: value_of(page, name) for name in names}


def value_of(page, name):
    if name in ROWS:
        fields = ROWS[name]
        rows = getattr(page, name).all()
        values = [[getattr(row, field) for field in fields] for row in rows]
        return [row if len(fields) > 1 else row[0] for row in values]
    if name == "photo":
        return page.photo_id
    value = getattr(page, name)
    if name == "about":
        return to_plain(value)
    return value.isoformat() if isinstance(value, date) else value or ""


def write(page, values):
    """Put values into a page, which is not saved. Rows that stay keep their identity."""
    for name, value in values.items():
        if name in ROWS:
            write_rows(page, name, value)
        elif name == "photo":
            page.photo_id = value
        elif name == "about":
            page.about = to_html(value)
        elif name == "unavailable_until":
            page.unavailable_until = date.fromisoformat(value) if value else None
        else:
            setattr(page, name, value)


def write_rows(page, name, value):
    model, fields = row_model(page, name), ROWS[name]
    there = {getattr(row, fields[0]): row for row in getattr(page, name).all()}
    if name == "member_topics":  # one may have been deleted since the form was shown
        known = set(topic_model(page).objects.filter(pk__in=value).values_list("pk", flat=True))
        value = [pk for pk in value if pk in known]
    rows = []
    for place, entry in enumerate(value):
        entry = entry if len(fields) > 1 else [entry]
        row = there.get(entry[0]) or model()
        row.sort_order = place
        for field, part in zip(fields, entry, strict=True):
            setattr(row, field, part)
        rows.append(row)
    setattr(page, name, rows)
