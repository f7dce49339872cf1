"""Portraits that nothing shows, or will show, are deleted: originals and all made of them.

What waits for approval keeps its new portrait; the old one goes when the new one is public. Older
versions of a profile are opened without their portrait then.
"""

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from wagtail.images import get_image_model
from wagtail.models import ReferenceIndex, Revision, TaskState

from members.models import MemberPage


def tidy_later(key: UUID) -> None:
    """When all that belongs to the change is done: while it goes on, a draft may be put aside."""
    transaction.on_commit(partial(tidy, key))


def tidy(key: UUID) -> int:
    """Delete the portraits of a person that were replaced or removed; return how many."""
    pages = list(MemberPage.objects.of_person(key))
    return delete_unused(ever(pages) - in_use(pages), pages)


def tidy_all() -> str:
    keys = MemberPage.objects.order_by().values_list("translation_key", flat=True).distinct()
    return f"{sum(map(tidy, keys))} portraits deleted that nothing shows"


def versions(pages: Iterable[MemberPage]):
    kind = ContentType.objects.get_for_model(MemberPage)
    return Revision.objects.filter(content_type=kind, object_id__in=[str(p.pk) for p in pages])


def photos(revisions) -> set[int]:
    return set(revisions.order_by().values_list("content__photo", flat=True)) - {None}


def ever(pages: Iterable[MemberPage]) -> set[int]:
    """Ids of the pictures in any version."""
    return photos(versions(pages)) | {page.photo_id for page in pages if page.photo_id}


def in_use(pages: Iterable[MemberPage]) -> set[int]:
    """Ids of the pictures that are public, or in a version that may become so."""
    tasks = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    wait = Q(pk__in=[page.latest_revision_id for page in pages])
    wait |= Q(approved_go_live_at__isnull=False) | Q(pk__in=tasks.values("revision"))
    return photos(versions(pages).filter(wait)) | {p.photo_id for p in pages if p.photo_id}


def delete_unused(ids: Iterable[int], pages: Iterable[MemberPage] = ()) -> int:
    """Delete pictures, save those that anything but these pages refers to; return how many."""
    own = [page.pk for page in pages]
    others = MemberPage.objects.exclude(pk__in=own)
    number = 0
    for image in get_image_model().objects.filter(pk__in=ids):
        references = ReferenceIndex.get_references_to(image).exclude(object_id__in=map(str, own))
        is_draft = others.filter(latest_revision__content__photo=image.pk)
        if not references.exists() and not is_draft.exists():
            image.delete()
            number += 1
    return number
