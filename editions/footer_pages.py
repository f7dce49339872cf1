"""The legal pages of the editions, for pages that belong to none or stand outside of the tree."""

from itertools import groupby

from django.http import HttpRequest
from wagtail.models import Page

from .homes import archived_homes, in_german, on_show
from .links import path_of
from .navigation import Link, footer_types
from .registry import Edition, parse_code

#: What this process has last shown of all editions, for error pages without a database.
_remembered: list[tuple[Edition, list[Link]]] = []


def remembered_pages() -> list[tuple[Edition, list[Link]]]:
    return list(_remembered)


def footer_pages(
    request: HttpRequest | None, edition: Edition | None = None
) -> list[tuple[Edition, list[Link]]]:
    """Return (edition, links to its German pages of the footer), of all editions if none is given.

    Archived editions are left out, unless one is asked for. One query.
    """
    pages = Page.objects.filter(on_show(), content_type__in=footer_types())
    if edition:
        pages = pages.filter(locale__language_code=edition.locale_code())
    else:
        pages = pages.filter(in_german())
        pages = pages.exclude(locale__in=archived_homes().values("locale"))
    groups = groupby(
        pages.select_related("locale").order_by("path"),
        key=lambda page: parse_code(page.locale.language_code)[1],
    )
    found = [
        (of_group, [Link(page.title, path_of(page, request), lang="de") for page in pages])
        for of_group, pages in groups
    ]
    if edition is None:
        _remembered[:] = found
    return found
