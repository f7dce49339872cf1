"""Whether a page, picture, document or video is of an edition whose staff a user belongs to."""

from functools import cache

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import page_permission_policy

from .originals import is_in_original
from .permissions import OWN, is_own
from .visibility import visible_pages

#: Right on an archived page, which staff still find; see archive.py.
LOOK = "bulk_delete"
PAGE_RIGHTS = OWN | {LOOK}
FILE_RIGHTS = {"add", "change", "delete", "choose"}
#: What an id in an address stands for, as a key of listed().
NAMES = dict.fromkeys(
    ["page_id", "parent_page_id", "page_to_move_id", "destination_id"], "wagtailcore.page"
) | {
    "image_id": settings.WAGTAILIMAGES_IMAGE_MODEL.lower(),
    "document_id": settings.WAGTAILDOCS_DOCUMENT_MODEL.lower(),
    "doc_id": settings.WAGTAILDOCS_DOCUMENT_MODEL.lower(),
    "media_id": str(settings.WAGTAILMEDIA["MEDIA_MODEL"]).lower(),
}


@cache
def file_policies():
    """{model: policy of its permissions} of pictures, documents and videos.

    Made as Wagtail and wagtailmedia make theirs, which cannot be imported before all models are
    there; forms of pages ask for them earlier.
    """
    policies = [
        CollectionOwnershipPermissionPolicy(
            model, auth_model=stock, owner_field_name="uploaded_by_user"
        )
        for model, stock in (
            (settings.WAGTAILIMAGES_IMAGE_MODEL, "wagtailimages.Image"),
            (settings.WAGTAILDOCS_DOCUMENT_MODEL, "wagtaildocs.Document"),
            (settings.WAGTAILMEDIA["MEDIA_MODEL"], "wagtailmedia.Media"),
        )
    ]
    return {policy.model: policy for policy in policies}


def listed():
    """{label: model} of what can be chosen in a list to do something with all of it at once."""
    return {model._meta.label_lower: model for model in (Page, *file_policies())}


def is_named(user, name, value):
    return name not in NAMES or is_theirs(user, listed()[NAMES[name]], value)


def is_theirs(user, model, pk):
    """Whether something is the user's; what does not exist is nobody's secret.

    The root of all pages is everybody's: the lists begin there.
    """
    item = model.objects.filter(pk=pk).first()
    if item is None or (model is Page and item.is_root()):
        return True
    if model is Page:
        policy, actions = page_permission_policy, PAGE_RIGHTS
    else:
        policy, actions = file_policies()[model], FILE_RIGHTS
    return policy.user_has_any_permission_for_instance(user, actions, item)


def may_act_on(user, label, ids, parent):
    """Whether all that is chosen in a list is the user's.

    "all" means what the list shows, which for pages are those below a parent.
    """
    model = listed().get(label)
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
    return any(is_own(user, page) for page in Page.objects.filter(pk__in=pages_with(item)))
