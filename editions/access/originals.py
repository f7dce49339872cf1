"""Files that staff may see and use because a page they adapt has them from its original."""

import json

from wagtail_localize.models import OverridableSegment

from ..field_paths import target_of, walk
from .permissions import own_locales


def is_in_original(user, model, pk):
    """Whether a file stands in the original of a page of the user's editions."""
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
