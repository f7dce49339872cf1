"""The index made anew, and put right where something was changed without a signal."""

from django.core.management import call_command
from django.db import connection, transaction
from wagtail.models import Page, ReferenceIndex
from wagtail.query import PageQuerySet
from wagtail.search.models import IndexEntry

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


def rebuild_missing(**kwargs: object) -> None:
    """Make what is derived from pages where all of it is missing, at the end of `migrate`.

    So it is after an update from a version without it. An empty site has nothing to derive.
    """
    tables = set(connection.introspection.table_names())
    if not {Page._meta.db_table, Entry._meta.db_table} <= tables or not public_pages().exists():
        return
    if not ReferenceIndex.objects.exists():  # first: the search asks which pages have a document
        call_command("rebuild_references_index", verbosity=0)
    if not IndexEntry.objects.exists():
        call_command("update_index", verbosity=0)
    if not Entry.objects.exists():
        rebuild()


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
