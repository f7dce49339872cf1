"""By what the directory can be narrowed: topic, language, place and more."""

from django.db.models import Case, F, When
from django.utils.translation import gettext_lazy as _

from editions.registry import parse_code
from members.choices import (
    Area,
    Availability,
    Format,
    Place,
    country_name,
    interface_language,
    language_name,
)
from miglobe_site.facets.declaring import Facet, alphabetical
from miglobe_site.slugs import slug_of

PLACES = {Place.ON_SITE: Place.ON_SITE.label, Place.ONLINE: Place.ONLINE.label}
ADVICE_LANGUAGE = Case(
    When(member_languages__can_advise=True, then=F("member_languages__code")), default=None
)


def read_topic(slug, name_de, name_en, place):
    if slug:
        name = (interface_language() == "en" and name_en) or name_de
        yield slug, name, (int(place), alphabetical(name))


def read_availability(value, until):
    today = Availability.today(value, until)
    return [(today.value, today.label)]


def read_place(value):
    return [(place.value, label) for place, label in PLACES.items() if value in {place, Place.BOTH}]


def read_state(code):
    edition = parse_code(code)[1]
    return [(edition.key, edition.state)]


FACETS = [
    Facet(
        "thema",
        _("Topic"),
        tuple(
            f"member_topics__topic__{name}" for name in "slug name_de name_en sort_order".split()
        ),
        read=read_topic,
        order=lambda entry: entry[2],
        crosses=True,
    ),
    Facet(
        "sprache",
        _("Advice in"),
        (ADVICE_LANGUAGE,),
        read=lambda code: [(code, language_name(code))] if code else [],
        crosses=True,
        most_first=6,
    ),
    Facet(
        "verfuegbar",
        _("Requests possible"),
        ("availability", "unavailable_until"),
        read=read_availability,
        order=lambda pair: Availability.values.index(pair[0]),
    ),
    Facet("ort", _("Place"), ("town",), read=lambda town: [(slug_of(town), town)]),
    Facet.of_choices("gebiet", _("Area"), "area", Area),
    Facet.of_choices("format", _("Format"), "member_formats__format", Format, crosses=True),
    Facet(
        "land",
        _("Knowledge of countries"),
        ("member_countries__code",),
        read=lambda code: [(code, country_name(code))] if code else [],
        crosses=True,
        most_first=6,
    ),
    Facet(
        "art",
        _("On site or online"),
        ("place",),
        read=read_place,
        order=lambda pair: Place.values.index(pair[0]),
    ),
]
STATE = Facet("bundesland", _("Federal state"), ("locale__language_code",), read=read_state)
