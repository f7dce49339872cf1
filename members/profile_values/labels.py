"""Names and values of fields, as advisors read them."""

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.choices import (
    Area,
    Availability,
    ContactWay,
    Format,
    LinkKind,
    Place,
    country_name,
    language_name,
)
from members.profile_values.values import topic_model

RELATIONS = {
    "member_topics": _("Topics"),
    "member_formats": _("Formats"),
    "member_languages": _("Languages"),
    "member_countries": _("Regional knowledge"),
    "member_links": _("Links"),
}
CHOICES = {"area": Area, "place": Place, "availability": Availability, "contact_way": ContactWay}


def label(page, name):
    """The name of a field, of a profile or of its model, with a capital."""
    text = RELATIONS.get(name) or page._meta.get_field(name).verbose_name
    return text[:1].upper() + text[1:]


def text(page, name, value):
    """A value of members.profile_values.values as a text; "–" where there is none."""
    return words(page, name, value) or "–"


def words(page, name, value):
    if not value:
        return ""
    if name == "member_topics":
        topics = topic_model(page).objects.in_bulk(value)
        return ", ".join(topics[pk].name for pk in value if pk in topics)
    if name == "member_formats":
        return ", ".join(str(Format(code).label) for code in value if code in Format.values)
    if name == "member_languages":
        return ", ".join(map(language, value))
    if name == "member_countries":
        return ", ".join(map(country_name, value))
    if name == "member_links":
        return "\n".join(map(link, value))
    if name == "photo":
        return gettext("a picture")
    if name == "unavailable_until":
        return date_format(parse_date(value), "DATE_FORMAT")
    return str(CHOICES[name](value).label) if name in CHOICES else value


def language(row):
    code, can_advise = row
    name = language_name(code)
    return name if can_advise else gettext("%(language)s (no advice)") % {"language": name}


def link(row):
    title, url, kind = row
    return (
        f"{title}: {url}" if kind == LinkKind.PAGE else f"{title} ({LinkKind(kind).label}): {url}"
    )


def joined(page, names):
    return ", ".join(str(label(page, name)) for name in sorted(names))
