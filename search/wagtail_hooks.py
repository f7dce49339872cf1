"""What the search offers to other apps and adds to the CMS."""

from wagtail import hooks

from miglobe_site.editions.registry import parse_code

from .finding import answer
from .kinds import Kind
from .models import Entry
from .upkeep import catch_up


@hooks.register("search_profiles")
def search_profiles(locale_codes, query):
    """Return the ids of the public profiles in some locales that fit a query, best first."""
    language = parse_code(locale_codes[0])[0] if locale_codes else "de"
    ids = answer(query, locale_codes, language, [Kind.ADVISOR]).ids
    pages = dict(Entry.objects.filter(pk__in=ids).values_list("pk", "page_id"))
    return [pages[pk] for pk in ids if pk in pages]


@hooks.register("daily")
def follow_what_has_changed():
    return f"{catch_up()} pages looked at for the search"
