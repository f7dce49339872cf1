"""Groups and collections: who may change what in which edition."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

ADMINISTRATION = "Administration"
PAGE_RIGHTS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
COLLECTION_RIGHTS = [
    (app, f"{action}_{model}")
    for app, model in (("wagtailimages", "image"), ("wagtaildocs", "document"))
    for action in ("add", "change", "choose")
]
ADMINISTRATION_MODELS = {
    "accounts": ["user"],
    "auth": ["group"],
    "wagtailcore": ["collection", "site", "workflow", "task"],
    "wagtailredirects": ["redirect"],
}


def staff_group_name(edition):
    return f"Redaktion {edition.short_name}"


def ensure_administration():
    """Make the group that may do everything in all editions."""
    group = ensure_group(ADMINISTRATION)
    for app, models in ADMINISTRATION_MODELS.items():
        group.permissions.add(
            *Permission.objects.filter(content_type__app_label=app, content_type__model__in=models)
        )
    grant_pages(group, Page.objects.get(depth=1), (*PAGE_RIGHTS, "bulk_delete_page"))
    grant_collection(group, Collection.get_first_root_node())
    return group


def ensure_edition_staff(edition):
    """Make the edition's group and collection, with rights on its home pages in all languages."""
    group = ensure_group(staff_group_name(edition))
    homes = Page.objects.filter(depth=2, locale__language_code__endswith=f"-x-{edition.key}")
    for home in homes:
        grant_pages(group, home, PAGE_RIGHTS)
    collection = Collection.objects.filter(depth=2, name=edition.short_name).first()
    if collection is None:
        collection = Collection.get_first_root_node().add_child(name=edition.short_name)
    grant_collection(group, collection)
    return group


def ensure_group(name):
    group, _created = Group.objects.get_or_create(name=name)
    group.permissions.add(permission("wagtailadmin", "access_admin"))
    return group


def grant_pages(group, page, codenames):
    for codename in codenames:
        GroupPagePermission.objects.get_or_create(
            group=group, page=page, permission=permission("wagtailcore", codename)
        )


def grant_collection(group, collection):
    for app, codename in COLLECTION_RIGHTS:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission(app, codename)
        )


def permission(app, codename):
    return Permission.objects.get(content_type__app_label=app, codename=codename)
