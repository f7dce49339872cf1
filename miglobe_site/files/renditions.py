"""Copies made of a picture are deleted when no page on show has it any more.

That is so at once where a page goes offline, and within a day where its new version has another
picture. Until then they are served to nobody.
"""

from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.dispatch import receiver
from wagtail.images import get_image_model
from wagtail.models import ReferenceIndex
from wagtail.signals import page_unpublished

from miglobe_site.files.serving import public_cache

#: What Wagtail shows of a picture in the CMS, to those who may use it there.
IN_CMS = ["max-165x165", "max-800x600", "original"]


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


def tidy() -> str:
    """Delete the copies of all pictures that nobody sees outside the CMS."""
    renditions = get_image_model().get_rendition_model().objects.exclude(filter_spec__in=IN_CMS)
    number = 0
    for image in get_image_model().objects.filter(pk__in=renditions.values("image")):
        if not public_cache(image):
            number += renditions.filter(image=image).delete()[0]
    return f"{number} copies of pictures deleted that nobody may see"
