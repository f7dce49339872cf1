"""Pictures, documents and videos of another edition get into no page, even by guessing an id.

The choosers of the CMS show nobody the files of others, and take any id that is sent to them.
"""

import json

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.models import ReferenceIndex
from wagtail_localize.models import OverridableSegment, SegmentOverride

from ..field_paths import target_of, walk
from .administration import administers
from .originals import is_in_original
from .ownership import file_policies, is_theirs


def references_of(page):
    """Return {(id of the content type, id)} of all that a page refers to, as it is in memory."""
    found = ReferenceIndex._extract_references_from_object(page)
    return {(kind, str(pk)) for kind, pk, *_place in found}


def files_of(page):
    """Return {(model, id)} of all files that a page refers to, as it is in memory."""
    models = {ContentType.objects.get_for_model(model).pk: model for model in file_policies()}
    return {(models[kind], int(pk)) for kind, pk in references_of(page) if kind in models}


def files_in(formsets):
    """Return {(model, id)} of what is chosen in the rows of a form."""
    rows = [form for formset in formsets if formset.is_valid() for form in formset.forms]
    values = [value for row in rows for value in row.cleaned_data.values()]
    return {(type(value), value.pk) for value in values if type(value) in file_policies()}


def may_use(user, model, pk):
    """Whether a user may put a file into a page; what a copy has from its original is included."""
    return administers(user) or is_theirs(user, model, pk) or is_in_original(user, model, pk)


@receiver(pre_save, sender=SegmentOverride)
def refuse_foreign_file(instance, **kwargs):
    """Raise PermissionDenied where somebody puts another edition's file into an adapted page."""
    value, user = json.loads(instance.data_json), instance.last_translated_by
    if user is None or not str(value).isdecimal():
        return
    segments = OverridableSegment.objects.filter(context=instance.context)
    segment = segments.select_related("source__specific_content_type").first()
    if segment is None:
        return
    model = segment.source.specific_content_type.model_class()
    for place in walk(model, instance.context.field_path)[-1:]:
        if target_of(place) in file_policies() and not may_use(user, target_of(place), int(value)):
            raise PermissionDenied
