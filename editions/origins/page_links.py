"""Links to pages, compared by what they lead to.

A copy keeps the ids of its source's pages in its links, which lead to the counterparts when they
are rendered; its staff may choose the counterpart itself. Both are the same link. So the content of
a copy is compared with its source's after the ids in it were made those of the source's edition:

    ours = read(page)
    pages = counterparts(linked_pages(model, ours), source.locale)
    ours = with_pages(model, ours, pages)
    …
    write(page, settled.ours, pages)  # a link that was there keeps its id
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import models
from wagtail.models import Locale, Page

from miglobe_site.merge import Content, Json

from ..links import counterparts_of
from .content import mapped
from .parts import ChangePage


def linked_pages(model: type[models.Model], content: Content) -> set[int]:
    """Return the ids of all pages that content names."""
    found: set[int] = set()

    def note(page_id: int) -> int:
        found.add(page_id)
        return page_id

    with_pages(model, content, note)
    return found


def counterparts(ids: Collection[int], locale: Locale) -> ChangePage:
    """Return a function from these ids to those of the pages' counterparts in a locale.

    What has none there keeps its id. It takes one query, and none where there are no ids.
    """
    known: dict[int, int] = {}
    if ids:
        found = Page.objects.filter(counterparts_of(ids)).values_list(
            "pk", "translation_key", "locale_id"
        )
        there = {key: pk for pk, key, locale_id in found if locale_id == locale.pk}
        known = {pk: there[key] for pk, key, _locale in found if pk in ids and key in there}
    return lambda page_id: known.get(page_id, page_id)


def with_pages(model: type[models.Model], content: Content, pages: ChangePage) -> dict[str, Json]:
    """Return content whose links have other ids."""
    return mapped(model, content, lambda part, value, _path: part.change_pages(value, pages))
