"""Files that staff may see and use because a copy or a translation of theirs has them."""

import json

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex
from wagtail_localize.models import OverridableSegment

from ..field_paths import target_of, walk
from ..models import Origin
from .permissions import own_locales


def is_in_original(user, model, pk):
    """Whether a file stands in the source of a copy of the user, or in what the user translates."""
    return is_in_source(user, model, pk) or is_in_translated(user, model, pk)


def is_in_source(user, model, pk):
    copies = Origin.objects.filter(page__locale__in=own_locales(user))
    sources = copies.values_list(Cast("source", CharField()), flat=True)
    found = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=sources,
        to_content_type=ContentType.objects.get_for_model(model),
        to_object_id=str(pk),
    )
    return found.exists()


def is_in_translated(user, model, pk):
    segments = OverridableSegment.objects.filter(
        data_json=json.dumps(pk),
        source__translations__enabled=True,
        source__translations__target_locale__in=own_locales(user),
    ).select_related("context", "source__specific_content_type")
    for segment in segments:
        page_type = segment.source.specific_content_type.model_class()
        for place in walk(page_type, segment.context.field_path)[-1:]:
            if target_of(place) is model:
                return model.objects.filter(pk=pk).exists()
    return False
