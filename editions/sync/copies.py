"""Copies as drafts and as live pages, made from their originals and their own wording."""

import json

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import StringTranslation

from ..drafts import draft_of
from ..models.edition_source import EditionSource
from ..wording import fill_strings
from .own_words import MANUAL
from .proposals import Proposals
from .unfinished import check

#: What a row of a child relation has of its own in each page.
OF_ONE_PAGE = {"pk", "page", "locale", "translation_key"}


def lock(source_pk):
    """Let nobody else change the texts of this original, or of its copies, in this transaction.

    Returns the source; None where the original has been deleted meanwhile.
    """
    return EditionSource.objects.select_for_update().filter(pk=source_pk).first()


def build(translation):
    """Return the copy with the present text of its original in its own words, unsaved.

    Its address stays, unless staff have given it another one in the editor.
    """
    # The original's wording would stand there otherwise.
    fill_strings(translation, Proposals(translation.source.locale, translation.target_locale))
    copy = draft_of(translation)
    addresses = StringTranslation.objects.filter(
        locale=translation.target_locale,
        context__object_id=translation.source.object_id,
        context__path="slug",
        translation_of__segments__source=translation.source,
    )
    if not addresses.filter(translation_type=MANUAL).exists():
        copy.slug = type(copy).objects.values_list("slug", flat=True).get(pk=copy.pk)
    return copy


def refresh_draft(translation, user=None):
    """Make a new draft of the copy where that differs from its present one; what is live stays."""
    try:
        copy = translation.get_target_instance()
    except translation.source.specific_content_type.model_class().DoesNotExist:
        return
    if copy.alias_of_id:
        return
    draft = build(translation)
    if content(draft) != content(copy.get_latest_revision_as_object()):
        draft.save_revision(user=user, clean=False, log_action=True)


def content(page):
    """Return what the fields of a page that copies follow hold, to compare."""
    data, result = json.loads(page.to_json()), {}
    for field in get_translatable_fields(type(page)):
        value = data.get(field.field_name)
        if isinstance(page._meta.get_field(field.field_name), StreamField):
            value = json.loads(value)  # PostgreSQL keeps the keys in an order of its own
        if isinstance(value, list):
            value = [
                {name: entry for name, entry in row.items() if name not in OF_ONE_PAGE}
                for row in value
            ]
        result[field.field_name] = value
    return result


def finished(translation):
    """Return the copy with its present wording, unsaved, if all of that can be shown.

    Call it in a transaction. Raises ValidationError where a text has a fault, does not fit its
    field, or would appear in German (Untranslated).
    """
    source = lock(translation.source_id)
    if source is None:
        raise ValidationError(_("The German page has been deleted."))
    translation.source = source
    check_texts(translation)
    copy = build(translation)
    check(copy)
    return copy


@transaction.atomic
def publish(translation, user):
    """Make the draft of a copy its live page, in one step, and return it.

    Raises ValidationError, see finished(), PermissionDenied.
    """
    copy = finished(translation)
    copy.save_revision(user=user).publish(user=user)
    return copy


def check_texts(translation):
    """Refuse texts with a fault: wagtail-localize would publish those of the original instead."""
    faulty = translation.source.stringsegment_set.get_translations(translation.target_locale)
    if faulty.filter(has_error=True).exists():
        raise ValidationError(
            _("A text of this page has a fault. Please mend it in the editor: it is marked there.")
        )
