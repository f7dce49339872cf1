"""Links between pages stay in the edition and language that is being read.

A copy taken over from another edition still names that edition's pages. Its links lead to their
counterparts; where there is none that is live, the words stay without a link.
"""

import re
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import Q
from django.utils.html import escape
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from .registry import parse_code

#: {page id: URL or ""} for the page that is being rendered, so that all its links cost one query.
_known = ContextVar("known_page_urls", default=None)

#: {page id: Page} of pages read already, while the text that links to them is being read.
_at_hand = ContextVar("pages_at_hand", default={})  # noqa: B039 - never changed in place

#: A page in the raw JSON of a StreamField: a link in rich text (attributes in either order), or
#: the value of a page chooser.
PAGE_ID = re.compile(
    r'linktype=\\?"page\\?" id=\\?"(\d{1,18})'
    r'|\bid=\\?"(\d{1,18})\\?" linktype=\\?"page'
    r'|"page": (\d{1,18})'
)


def path_of(page, request=None):
    """Return the URL path of a page, "" where it has none.

    There is one Wagtail site, so that Page.get_url() need not look up which one it is.
    """
    parts = page.get_url_parts(request)
    return (parts and parts[2]) or ""


def path_above(page, request=None):
    """Return the URL path of the page right above a page, without a query."""
    return path_of(page, request).removesuffix(f"{page.slug}/")


def counterparts_of(ids):
    """Condition for the pages with these ids and their counterparts in all locales."""
    return Q(translation_key__in=Page.objects.filter(pk__in=ids).values("translation_key"))


def urls_among(pages, ids):
    """Return {id: URL} as read in the active locale, "" where no page in it is live.

    ``pages`` holds the pages with these ids and their counterparts, locales included.
    """
    code = get_language()
    by_id = {page.pk: page for page in pages}
    here = {page.translation_key: page for page in pages if page.locale.language_code == code}
    in_edition = parse_code(code)[1] is not None
    urls = {}
    for pk in ids:
        page = by_id.get(pk)
        if page and in_edition:
            page = here.get(page.translation_key)
        urls[pk] = path_of(page) if page and page.live else ""
    return urls


def linked_ids(raw_body):
    """Return the ids of all pages that a StreamField links to, from its raw JSON."""
    return {int("".join(groups)) for groups in PAGE_ID.findall(raw_body)}


def remember(urls):
    """Keep the URLs of all links of the page that is being rendered; {} forgets them."""
    _known.set(urls)


@contextmanager
def at_hand(pages):
    """Within this, blocks that link to one of these pages need not read it again."""
    token = _at_hand.set({page.pk: page for page in pages})
    try:
        yield
    finally:
        _at_hand.reset(token)


def pages_at_hand(ids):
    """Return {id: Page} if all of these pages have been read already, else None."""
    known = _at_hand.get()
    return {pk: known[pk] for pk in ids} if ids <= set(known) else None


def page_url(pk):
    """Return the URL of one page as read in the active locale, or ""."""
    return known_urls({pk})[pk]


def known_urls(ids):
    known = _known.get() or {}
    if ids <= set(known):
        return known
    pages = Page.objects.filter(counterparts_of(ids)).select_related("locale")
    return urls_among(list(pages), ids)


class EditionLinkHandler(PageLinkHandler):
    """Expands ``<a linktype="page" id="…">`` in rich text."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        ids = [int(pk) if (pk := str(attrs.get("id"))).isdecimal() else 0 for attrs in attrs_list]
        urls = known_urls(set(ids))
        return [f'<a href="{escape(urls[pk])}">' if urls[pk] else "<a>" for pk in ids]
