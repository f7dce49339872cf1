"""The directory: profiles narrowed by topic, place, language and more."""

from django.db.models import Case, Count, F, Max, Subquery, Sum, When
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from editions.registry import parse_code
from members.choices import (
    Area,
    Availability,
    Format,
    Place,
    country_name,
    interface_language,
    language_name,
    slug_of,
)
from members.directory.shortlist import PARAMETER, Shortlist
from members.models import Topic
from miglobe_site.facets.declaring import Facet, alphabetical
from miglobe_site.facets.showing import FacetedList

PLACES = {Place.ON_SITE: Place.ON_SITE.label, Place.ONLINE: Place.ONLINE.label}
NAMES = ("last_name", "first_name")
ADVICE_LANGUAGE = Case(
    When(member_languages__can_advise=True, then=F("member_languages__code")), default=None
)


def read_topic(slug, name_de, name_en, place):
    if slug:
        name = (interface_language() == "en" and name_en) or name_de
        yield slug, name, (int(place), alphabetical(name))


def read_availability(value, until):
    """A pause that is over is none."""
    over = until and until < timezone.localdate()
    value = Availability.FREE if value == Availability.NONE and over else Availability(value)
    return [(value.value, value.label)]


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
        is_open=True,
    ),
    Facet(
        "sprache",
        _("Advice in"),
        (ADVICE_LANGUAGE,),
        read=lambda code: [(code, language_name(code))] if code else [],
        crosses=True,
        is_open=True,
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
    ),
    Facet(
        "verfuegbar",
        _("Availability"),
        ("availability", "unavailable_until"),
        read=read_availability,
        order=lambda pair: Availability.values.index(pair[0]),
    ),
    Facet(
        "art",
        _("On site or online"),
        ("place",),
        read=read_place,
        order=lambda pair: Place.values.index(pair[0]),
    ),
]
STATE = Facet(
    "bundesland", _("Federal state"), ("locale__language_code",), read=read_state, is_open=True
)


class Directory(FacetedList):
    """The profiles that fit a request, by name or, with a free text, best first.

    ``pages``: published profiles; ``codes``: the locales of which they are all, if they are;
    ``facets``: more than FACETS.
    """

    def __init__(self, pages, query, codes=(), facets=()):
        self.shortlist = Shortlist.of(query)
        super().__init__(
            pages.for_cards(),
            [*facets, *FACETS],
            query,
            names=NAMES,
            search=finder(codes) if codes else None,
            kept={PARAMETER: self.shortlist.value} if self.shortlist else {},
            version=codes and (("profiles", *codes, interface_language()), stamp(pages)),
        )

    @cached_property
    def page(self):
        """The page asked for; its profiles know topics, formats and languages without a query."""
        page = super().page
        for profile in page.object_list:
            profile.topics = self.labels_of(profile.pk, "thema")
            profile.formats = self.labels_of(profile.pk, "format")
            profile.advice_languages = self.labels_of(profile.pk, "sprache")
            profile.remember_query = self.remember_query(profile.pk)
        return page

    def remember_query(self, pk):
        """The query of this list with a profile put on the shortlist, or taken off it."""
        more = {"page": self.query["page"]} if "page" in self.query else {}
        return self.query_of(**more, **{PARAMETER: self.shortlist.toggled(pk).value})


def stamp(pages):
    """What changes whenever the facets of published profiles may change; one query."""
    latest_topic = Topic.objects.order_by("-changed_at").values("changed_at")[:1]
    found = pages.order_by().aggregate(
        Count("pk"),
        Sum("pk"),
        Max("last_published_at"),
        Max("latest_revision_created_at"),
        topic=Max(Subquery(latest_topic)),
    )
    return (timezone.localdate(), *found.values())


def finder(codes):
    """What finds the ids of profiles by a free text, best first; None without a search."""
    for search_profiles in hooks.get_hooks("search_profiles"):
        return lambda text: search_profiles(codes, text)
    return None
