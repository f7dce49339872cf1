"""Which pages a locale does not have yet."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Page, get_page_models

from .homes import HOME_DEPTH, in_german
from .registry import parse_code


def missing_pages(locale):
    """Return the public pages that may be taken over into a locale and are missing there.

    That are the German pages of the other editions, and for another language than German those of
    its own edition.
    """
    language, edition = parse_code(locale.language_code)
    homes = Page.objects.live().filter(in_german(), depth=HOME_DEPTH)
    own = Q(locale__language_code=edition.locale_code())
    homes = homes.exclude(own) if language == "de" else homes.filter(own)
    below = Q(pk__in=[])
    for path in homes.values_list("path", flat=True):
        below |= Q(path__startswith=path)
    pages = Page.objects.live().public().filter(below, depth__gt=HOME_DEPTH)
    if language == "de":
        pages = pages.exclude(content_type__in=bound_types())
    there = Page.objects.filter(locale=locale).values("translation_key")
    return pages.exclude(translation_key__in=there).select_related("locale").order_by("path")


def bound_types():
    models = [model for model in get_page_models() if getattr(model, "bound_to_edition", False)]
    return list(ContentType.objects.get_for_models(*models).values())
