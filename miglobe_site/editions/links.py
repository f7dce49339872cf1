"""Links between pages stay in the edition and language that is being read.

A copy taken over from another edition still names that edition's pages. Its links lead to their
counterparts; where there is none that is live, the words stay without a link.
"""

import re
from contextvars import ContextVar

from django.utils.html import escape
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from .registry import parse_code

#: {page id: URL or ""} for the page that is being rendered, so that all its links cost one query.
_known = ContextVar("known_page_urls", default=None)

#: A page in the raw JSON of a StreamField: a link in rich text (attributes in either order), or
#: the value of a page chooser.
PAGE_ID = re.compile(
    r'linktype=\\?"page\\?" id=\\?"(\d+)|\bid=\\?"(\d+)\\?" linktype=\\?"page|"page": (\d+)'
)


def page_urls(ids):
    """Return {id: URL} of pages as read in the active locale, "" where none is live; one query."""
    if not ids:
        return {}
    code = get_language()
    keys = Page.objects.filter(pk__in=ids).values("translation_key")
    pages = list(Page.objects.filter(translation_key__in=keys).select_related("locale"))
    by_id = {page.pk: page for page in pages}
    here = {page.translation_key: page for page in pages if page.locale.language_code == code}
    in_edition = parse_code(code)[1] is not None
    urls = {}
    for pk in ids:
        page = by_id.get(pk)
        if page and in_edition:
            page = here.get(page.translation_key)
        urls[pk] = (page.url or "") if page and page.live else ""
    return urls


def preload(raw_body):
    """Look up at once what everything in a StreamField's raw JSON links to."""
    _known.set(page_urls({int("".join(groups)) for groups in PAGE_ID.findall(raw_body)}))


def page_url(pk):
    """Return the URL of one page as read in the active locale, or ""."""
    return known_urls({pk})[pk]


def known_urls(ids):
    known = _known.get() or {}
    return known if ids <= set(known) else page_urls(ids)


class EditionLinkHandler(PageLinkHandler):
    """Expands ``<a linktype="page" id="…">`` in rich text."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        ids = [int(pk) if (pk := str(attrs.get("id"))).isdecimal() else 0 for attrs in attrs_list]
        urls = known_urls(set(ids))
        return [f'<a href="{escape(urls[pk])}">' if urls[pk] else "<a>" for pk in ids]
