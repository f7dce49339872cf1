"""By what visitors narrow the list of practice examples."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from examples.choices import Status
from members.choices import interface_language
from miglobe_site.facets.declaring import Facet
from miglobe_site.municipalities.models import Municipality
from miglobe_site.slugs import slug_of


def facets():
    return [
        Facet(
            "thema",
            _("Topic"),
            ("example_topics__topic__slug", "example_topics__topic__name_de",
             "example_topics__topic__name_en"),
            read=topic,
            crosses=True,
        ),
        Facet.of_choices(
            "groesse",
            _("Size of the municipality"),
            "municipality__size_class",
            Municipality.SizeClass,
        ),
        Facet.of_choices("status", _("Status"), "status", Status),
        Facet(
            "jahr",
            _("Year"),
            ("start_year", "end_year", "status"),
            read=years,
            order=lambda pair: -pair[0],
        ),
        Facet(
            "ort",
            _("Municipality or district"),
            ("municipality__name",),
            read=lambda name: [(slug_of(name), name)] if name else [],
        ),
        Facet(
            "person",
            _("Advisor"),
            ("shown_advisor__slug", "shown_advisor__title"),
            crosses=True,
        ),
    ]  # fmt: skip


def topic(slug, german, english):
    return [(slug, (interface_language() == "en" and english) or german)]


def years(start, end, status):
    """The years in which an example ran; one that still runs: until now."""
    if not start:
        return []
    last = end or (timezone.localdate().year if status == Status.ONGOING else start)
    return [(year, year) for year in range(start, last + 1)] or [(start, start)]
