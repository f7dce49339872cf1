"""Copies made of a picture are deleted when the last page that showed them is offline."""

from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.dispatch import receiver
from wagtail.images import get_image_model
from wagtail.models import ReferenceIndex
from wagtail.signals import page_unpublished

from miglobe_site.files.serving import public_cache


@receiver(page_unpublished)
def follow_unpublished(instance, **kwargs: object) -> None:
    """Wagtail takes a page offline before it deletes it, too."""
    kind = ContentType.objects.get_for_model(get_image_model())
    references = ReferenceIndex.get_references_for_object(instance).filter(to_content_type=kind)
    ids = list(references.values_list("to_object_id", flat=True))
    transaction.on_commit(partial(delete_what_nobody_sees, ids))


def delete_what_nobody_sees(ids: list[str]) -> None:
    for image in get_image_model().objects.filter(pk__in=ids):
        if not public_cache(image):
            image.renditions.all().delete()
