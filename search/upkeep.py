"""The index made anew, and put right where something was changed without a signal."""

from django.db import transaction
from wagtail.models import Page
from wagtail.query import PageQuerySet

from editions.homes import HOME_DEPTH

from . import documents
from .indexing import has_consent, index_page, write_page
from .models import Entry
from .words import recount_words


@transaction.atomic
def rebuild() -> int:
    """Write all entries anew; return how many there are."""
    Entry.objects.all()._raw_delete(Entry.objects.db)
    for page in public_pages().specific().iterator(chunk_size=200):
        if has_consent(page):
            write_page(page, counting=False)
    documents.refresh_all()
    recount_words()
    return Entry.objects.count()


def public_pages() -> PageQuerySet:
    homes = Page.objects.live().filter(depth=HOME_DEPTH)
    pages = Page.objects.live().public().filter(locale__in=homes.values("locale"), depth__gt=1)
    return pages.select_related("locale")


def catch_up() -> int:
    """Write the entries that are missing or older than their pages; return how many pages.

    A restored backup, a first start with an older database or a change past Wagtail leaves some.
    """
    written = dict(Entry.objects.exclude(page=None).values_list("page", "written_at"))
    if not written:
        return rebuild()
    public = dict(public_pages().values_list("pk", "last_published_at"))
    Entry.objects.filter(page__in=written.keys() - public.keys()).delete()
    behind = [
        pk
        for pk, published_at in public.items()
        if pk not in written or (published_at and published_at > written[pk])
    ]
    for page in Page.objects.filter(pk__in=behind).specific():
        index_page(page)
    documents.refresh_all()
    return len(behind)
