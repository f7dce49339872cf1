"""The history of the CMS shows staff what was done in their editions, deletions too.

Wagtail asks what is there: the entries of a deleted page are shown to those alone who may change
the root of all pages, and those of files and redirects to who has a right on all of them. So an
entry notes the edition of what it is about. Deletable once Wagtail asks a project what to show.
"""

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionMember, Page, PageLogEntry
from wagtail.models.audit_log import BaseLogEntryManager, ModelLogEntryManager
from wagtail.models.pages import PageLogEntryManager

from ..homes import HOME_DEPTH
from ..registry import EDITIONS, parse_code
from . import redirects
from .permissions import own_editions

stock_log_action = BaseLogEntryManager.log_action
stock_pages = PageLogEntryManager.viewable_by_user
stock_models = ModelLogEntryManager.viewable_by_user


def edition_of(item):
    """Return the Edition that a page, file or redirect belongs to, or None."""
    if isinstance(item, Page) and item.depth and item.depth >= HOME_DEPTH:
        return parse_code(item.locale.language_code)[1]
    if isinstance(item, Redirect):
        return redirects.edition_of(item.old_path)
    if isinstance(item, CollectionMember):
        top = item.collection.path[: 2 * Collection.steplen]
        name = Collection.objects.filter(path=top, depth=2).values_list("name", flat=True).first()
        return next((each for each in EDITIONS.values() if each.short_name == name), None)
    return None


def log_with_edition(manager, instance, action, **kwargs):
    """Note the edition: of what is no page always, of a page when it is deleted."""
    is_noted = kwargs.get("deleted") or not isinstance(instance, Page)
    if is_noted and (edition := edition_of(instance)):
        kwargs["data"] = {**(kwargs.get("data") or {}), "edition": edition.key}
    return stock_log_action(manager, instance, action, **kwargs)


def keys_of(user):
    return [edition.key for edition in own_editions(user) if edition]


def pages_to_show(manager, user):
    deleted = PageLogEntry.objects.filter(deleted=True, data__edition__in=keys_of(user))
    return stock_pages(manager, user) | PageLogEntry.objects.filter(
        page_id__in=deleted.values("page_id")
    )


def models_to_show(manager, user):
    return stock_models(manager, user) | manager.filter(data__edition__in=keys_of(user))


def install_history():
    BaseLogEntryManager.log_action = log_with_edition
    PageLogEntryManager.viewable_by_user = pages_to_show
    ModelLogEntryManager.viewable_by_user = models_to_show
