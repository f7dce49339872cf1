"""The title of a draft is shown to the page's own staff alone.

Wagtail shows it in the CMS to everybody who may choose or find the page, or is
refused an action on it, and asks no project which one to show. Deletable once it does.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.models.pages import PageLogEntryManager

from . import permissions

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
    is_draft = not page.live or page.draft_title != page.title
    if not user or not is_draft or page.is_root() or permissions.is_own(user, page):
        return stock_title(page)
    return page.title if page.live else _("page that is not public")


def title_to_log(manager, page):
    """What the history keeps is the title itself, whoever makes the entry."""
    return stock_title(page.specific_deferred)


def install_draft_titles():
    Page.get_admin_display_title = title_to_show
    PageLogEntryManager.get_instance_title = title_to_log
