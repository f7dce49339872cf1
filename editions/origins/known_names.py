"""Names that the words of a region leave alone, because the site knows them."""

from typing import NamedTuple

from wagtail import hooks

from miglobe_site.municipalities.models import Municipality

#: Under 20,000 people.
SMALL = (Municipality.SizeClass.UNDER_5000, Municipality.SizeClass.UNDER_20000)


class Known(NamedTuple):
    """Names of organisations and of towns: see ``region_words.swap``."""

    names: frozenset[str]
    towns: frozenset[str]


def known_names() -> Known:
    """Return what staff have entered; a query for towns, and one for each app that knows names.

    Of the towns, those that a region is named behind: small ones are words too often ("Wenden").

    Apps name organisations by the hook ``names_of_organisations``: functions without arguments.
    """
    found = (hook() for hook in hooks.get_hooks("names_of_organisations"))
    names = frozenset(name for names in found for name in names)
    towns = Municipality.objects.exclude(size_class__in=SMALL).values_list("name", flat=True)
    return Known(names, frozenset(towns))
