"""Whether a page, picture, document or video is of an edition whose staff a user belongs to."""

from django.contrib.contenttypes.models import ContentType
from wagtail.documents import get_document_model
from wagtail.documents.permissions import permission_policy as documents
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy as images
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import page_permission_policy as pages
from wagtailmedia.models import get_media_model
from wagtailmedia.permissions import permission_policy as media

from ..editor_api import is_in_original
from . import permissions
from .visibility import visible_pages

#: Right on an archived page, which staff still find; see archive.py.
LOOK = "bulk_delete"
PAGE_RIGHTS = permissions.OWN | {LOOK}
FILE_RIGHTS = {"add", "change", "delete", "choose"}

#: What an id in an address stands for.
NAMES = dict.fromkeys(["page_id", "parent_page_id", "page_to_move_id", "destination_id"], Page) | {
    "image_id": get_image_model(),
    "document_id": get_document_model(),
    "doc_id": get_document_model(),
    "media_id": get_media_model(),
}
POLICIES = {
    get_image_model(): images,
    get_document_model(): documents,
    get_media_model(): media,
}
#: What can be chosen in a list to do something with all of it at once.
LISTED = {model._meta.label_lower: model for model in (Page, *POLICIES)}


def is_named(user, name, value):
    return name not in NAMES or is_theirs(user, NAMES[name], value)


def is_theirs(user, model, pk):
    """Whether something is the user's; what does not exist is nobody's secret.

    The root of all pages is everybody's: the lists begin there.
    """
    item = model.objects.filter(pk=pk).first()
    if item is None or (model is Page and item.is_root()):
        return True
    policy, actions = (pages, PAGE_RIGHTS) if model is Page else (POLICIES[model], FILE_RIGHTS)
    return policy.user_has_any_permission_for_instance(user, actions, item)


def may_act_on(user, label, ids, parent):
    """Whether all that is chosen in a list is the user's.

    "all" means what the list shows, which for pages are those below a parent.
    """
    model = LISTED.get(label)
    if model is None or not all(pk == "all" or pk.isdecimal() for pk in ids):
        return False
    if model is Page and "all" in ids:
        ids = [parent or ""]
    return all(pk.isdecimal() and is_theirs(user, model, pk) for pk in ids if pk != "all")


def may_choose(user, ids):
    wanted = [pk for pk in ids if pk.isdecimal()]
    found = Page.objects.filter(pk__in=wanted)
    return len(wanted) == len(ids) and found.count() == visible_pages(user, found).count()


def may_choose_below(user, pk):
    page = Page.objects.filter(pk=pk)
    return not page or page[0].is_root() or visible_pages(user, page).exists()


def pages_with(item):
    """Return the ids of the pages that refer to a picture or document.

    The index of references knows pages as they are published, so that of their drafts only those
    count that have never been public.
    """
    pages = ContentType.objects.get_for_model(Page)
    found = ReferenceIndex.get_references_to(item).filter(base_content_type=pages)
    return [int(pk) for pk in found.values_list("object_id", flat=True)]


def may_see(user, item):
    """Whether a user may see a picture or document, or None, in the CMS.

    It is the user's, or stands on one of the user's pages or in the original of one. An advisor,
    who has no access to the CMS, sees his or her own uploads.
    """
    if item is None or not user.is_authenticated:
        return False
    if item.uploaded_by_user_id == user.pk:
        return True
    if not user.has_perm("wagtailadmin.access_admin"):
        return False
    if is_theirs(user, type(item), item.pk) or is_in_original(user, type(item), item.pk):
        return True
    return any(
        permissions.is_own(user, page) for page in Page.objects.filter(pk__in=pages_with(item))
    )
