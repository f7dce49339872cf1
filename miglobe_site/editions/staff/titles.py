"""The title that an unpublished change will give a page is shown to the page's own staff alone.

Wagtail shows it in the CMS to everybody who may choose or find the page, and asks no project which
one to show. Deletable once it does.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from wagtail.models import Page

from .. import rights

reader = ContextVar("reader", default=None)
stock_title = Page.get_admin_display_title


@contextmanager
def read_by(user):
    token = reader.set(user)
    try:
        yield
    finally:
        reader.reset(token)


def title_to_show(page):
    user = reader.get()
    is_secret = user and page.live and page.draft_title != page.title
    return page.title if is_secret and not rights.is_own(user, page) else stock_title(page)


def keep_secret():
    Page.get_admin_display_title = title_to_show
