"""An archived edition is read-only for its staff: the rights of their groups lie dormant there.

The rights themselves stay as they are, so that an edition that is opened again has them all.
Wagtail asks one policy for pages and one for collections before anybody does anything, and lets no
project put its own in their place: each gets one method of ours. Deletable once it does.
"""

from django.contrib.auth.models import Permission
from django.dispatch import receiver
from wagtail.models import Collection, Page, WorkflowState
from wagtail.permission_policies.collections import CollectionPermissionLookupMixin
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.signals import page_published

from ..edition_home import EditionHome
from ..homes import HOME_DEPTH, archived_editions
from ..registry import LANGUAGES

#: There is no right to only see a page in the CMS. This one does nothing without another beside it,
#: but whoever has it finds the page in the lists.
LOOK = Permission(codename="bulk_delete_page")

stock_page_permissions = PagePermissionPolicy.get_all_permissions_for_user
stock_collection_permissions = CollectionPermissionLookupMixin.get_all_permissions_for_user


def archived_for(user):
    """Return the Editions that are archived; a user keeps them for the request."""
    if not hasattr(user, "_archived_editions"):
        user._archived_editions = archived_editions()
    return user._archived_editions


def awake_page_permissions(policy, user):
    rights = stock_page_permissions(policy, user).select_related("page__locale", "permission")
    if rights:
        codes = codes_of(archived_for(user))
        for right in rights:
            page = right.page
            if page.depth >= HOME_DEPTH and page.locale.language_code in codes:
                right.permission = LOOK
    return rights


def awake_collection_permissions(policy, user):
    rights = stock_collection_permissions(policy, user)
    names = {edition.short_name for edition in archived_for(user)} if rights else set()
    if not names:
        return rights
    paths = Collection.objects.filter(depth=2, name__in=names).values_list("path", flat=True)
    return [
        right
        for right in rights
        if not right.collection.path.startswith(tuple(paths))
        or right.permission.codename.startswith("choose_")
    ]


def codes_of(editions):
    return {edition.locale_code(language) for edition in editions for language in LANGUAGES}


def install_archive_permissions():
    PagePermissionPolicy.get_all_permissions_for_user = awake_page_permissions
    CollectionPermissionLookupMixin.get_all_permissions_for_user = awake_collection_permissions


@receiver(page_published)
def stop_workflows(instance, **kwargs):
    """Stop what waits for approval in an archived edition: whoever approves could publish."""
    if not isinstance(instance, EditionHome) or not instance.is_archived:
        return
    codes = codes_of({instance.edition})
    pages = Page.objects.filter(locale__language_code__in=codes).values_list("pk", flat=True)
    waiting = WorkflowState.objects.active().filter(base_content_type__model="page")
    for state in waiting.filter(object_id__in=[str(pk) for pk in pages]):
        state.cancel()
