"""Groups, collections and workflow of an edition: who may do what in it.

Everything here adds what is missing and takes nothing away, so that it can be called again.

The staff of each edition change what all editions share. The apps that own it say so through the
hooks ``permissions_for_staff`` and, for those who publish, ``permissions_for_editors``: functions
that return Permissions, as those under Wagtail's ``register_permissions`` do.
"""

from dataclasses import dataclass, field

from django.contrib.auth.models import Group, Permission
from django.urls import get_resolver
from wagtail import hooks
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from ..homes import HOME_DEPTH
from ..registry import parse_code

ADMINISTRATION = "Administration"
SHARED_COLLECTION = "Gemeinsam"

#: What lies in collections, as (app label, model name).
FILES = (
    ("wagtailimages", "image"),
    ("wagtaildocs", "document"),
    ("wagtailmedia", "media"),
)
COLLECTION = ("wagtailcore", "collection")


@dataclass(frozen=True)
class Role:
    """What a group may do with the pages of a tree and with what lies in a collection.

    ``pages`` and the values of ``files`` are actions, as in the codenames of rights. To "add" a
    file includes the right to change it later, but not the files of others.
    """

    pages: tuple = ()
    files: dict = field(default_factory=dict)


EDITORS = Role(
    pages=("add", "change", "publish", "lock", "unlock"),
    files=dict.fromkeys(FILES, ("add", "change", "choose")),
)
CONTRIBUTORS = Role(pages=("add", "change"), files=dict.fromkeys(FILES, ("add", "choose")))
READERS = Role(files=dict.fromkeys(FILES, ("choose",)))
ADMINISTRATORS = Role(
    pages=(*EDITORS.pages, "bulk_delete"),
    files=EDITORS.files | {COLLECTION: ("add", "change", "delete")},
)


def staff_group_name(edition):
    """Name of the group that edits and publishes an edition."""
    return f"Redaktion {edition.short_name}"


def contributor_group_name(edition):
    """Name of the group that writes in an edition and publishes nothing."""
    return f"Mitarbeit {edition.short_name}"


def workflow_name(edition):
    return f"Freigabe {edition.short_name}"


def ensure_staff():
    """Make the groups, collections and workflows of all editions that have a locale."""
    ensure_administration()
    codes = Locale.objects.values_list("language_code", flat=True)
    for edition in {parse_code(code)[1] for code in codes} - {None}:
        ensure_edition_staff(edition)


def ensure_administration():
    """Make the group that may do everything in all editions: all that rights can be given on."""
    group = ensure_group(ADMINISTRATION)
    get_resolver().url_patterns  # noqa: B018 - the views that name rights come with their addresses
    grant_registered(group, "register_permissions")
    grant_pages(group, ADMINISTRATORS, Page.objects.get(depth=1))
    grant_files(group, ADMINISTRATORS, Collection.get_first_root_node())
    return group


def ensure_edition_staff(edition):
    """Make the edition's groups, collection and workflow, with rights on its home pages.

    Called again when the edition gets a home page in one more language (home/signals.py). Returns
    the group that edits and publishes.
    """
    editors = ensure_group(staff_group_name(edition))
    contributors = ensure_group(contributor_group_name(edition))
    own, shared = ensure_collection(edition.short_name), ensure_collection(SHARED_COLLECTION)
    workflow = ensure_workflow(edition, editors)
    homes = Page.objects.filter(
        depth=HOME_DEPTH, locale__language_code__endswith=f"-x-{edition.key}"
    )
    for group, role in ((editors, EDITORS), (contributors, CONTRIBUTORS)):
        grant_files(group, role, own)
        grant_files(group, READERS, shared)
        grant_registered(group, "permissions_for_staff")
        for home in homes:
            grant_pages(group, role, home)
    for home in homes:
        WorkflowPage.objects.get_or_create(page=home, defaults={"workflow": workflow})
    grant_registered(editors, "permissions_for_editors")
    return editors


def edition_collection(edition):
    """The collection of an edition's pictures and documents, or None."""
    return Collection.objects.filter(depth=2, name=edition.short_name).first()


def ensure_group(name):
    group, _created = Group.objects.get_or_create(name=name)
    group.permissions.add(*permissions("wagtailadmin", ["access_admin"]))
    return group


def ensure_collection(name):
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=name).first() or root.add_child(name=name)


def ensure_workflow(edition, editors):
    """Make the workflow in which the edition's editors approve what others have written.

    The administrators can approve too; mails.py keeps mails from them.
    """
    workflow, created = Workflow.objects.get_or_create(name=workflow_name(edition))
    if created:
        task = GroupApprovalTask.objects.create(name=f"Freigabe durch {editors.name}")
        task.groups.add(editors, ensure_group(ADMINISTRATION))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def grant_registered(group: Group, hook: str) -> None:
    """Give a group the Permissions that the functions under a hook return."""
    for registered in hooks.get_hooks(hook):
        group.permissions.add(*registered())


def grant_pages(group, role, page):
    """Give a group the rights of a role on a page and all below it."""
    for right in permissions("wagtailcore", [f"{action}_page" for action in role.pages]):
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=right)


def grant_files(group, role, collection):
    """Give a group the rights of a role on what lies in a collection."""
    for (app, model), actions in role.files.items():
        for right in permissions(app, [f"{action}_{model}" for action in actions]):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collection, permission=right
            )


def permissions(app, codenames):
    """Return those rights of an app that exist; there is none to choose media, for one."""
    return Permission.objects.filter(content_type__app_label=app, codename__in=codenames)
