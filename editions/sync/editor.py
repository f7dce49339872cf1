"""wagtail-localize's editor for adapted pages: marks, safe saving, publishing in one step."""

import json
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.http import HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from wagtail import blocks
from wagtail.admin import messages
from wagtail.fields import RichTextField
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
)
from wagtail_localize.strings import StringValue
from wagtail_localize.views import edit_translation as stock

from miglobe_site import texts
from miglobe_site.addresses import check_link

from .. import field_paths
from ..models.source_change import SourceChange
from ..registry import parse_code
from ..wording import longest_texts
from . import copies
from .own_words import CARRIED

#: Key in the session: {id of a translation: when its editor was last opened}.
OPENED = "translation_editors"


def mark_carried():
    """Let the editor say which wording was carried over to a new text of the original.

    It shows this comment beside each text. Deletable once wagtail-localize lets texts be marked.
    """
    stock_comment = StringTranslation.get_comment

    def get_comment(self):
        if self.tool_name != CARRIED:
            return stock_comment(self)
        if parse_code(self.locale.language_code)[0] == "de":
            return _("Regional text kept – please check")
        return _("Translation kept – please check")

    StringTranslation.get_comment = get_comment


def edit_string(request, translation_id, string_segment_id):
    """Save one text as wagtail-localize does, but not while its original is changing.

    That settles an open change of the original, unless the editor was opened before it.
    """
    translation = get_object_or_404(Translation, pk=translation_id)
    with transaction.atomic():
        copies.lock(translation.source_id)
        segment = get_object_or_404(StringSegment, pk=string_segment_id)
        if request.method == "PUT":
            text = sent_text(request)
            if text is None:
                return HttpResponseBadRequest()
            text = texts.html(text)  # as it will be stored, see below
            if error := length_error(segment, text):
                return shown_error(segment, text, error)
        response = stock.edit_string_translation(
            request, translation_id=translation_id, string_segment_id=string_segment_id
        )
        if request.method == "PUT" and response.status_code < 300:
            settle(request, translation, segment)
    return response


def sent_text(request):
    """Return the text that the editor sends, None for anything else."""
    if not request.body or request.content_type != "multipart/form-data":
        return None
    try:
        return Request(request, parsers=[MultiPartParser()]).data.get("value")
    except APIException:
        return None


def length_error(segment, text):
    """Return what is wrong with a text that its field cannot hold; PostgreSQL would refuse it."""
    model = segment.source.specific_content_type.model_class()
    longest = longest_texts(model).get(segment.context.path)
    if longest is None or len(StringValue(text).render_text()) <= longest:
        return ""
    return _("Please shorten the text to %(limit)d characters.") % {"limit": longest}


def shown_error(segment, text, error):
    """Answer so that the editor keeps the text and shows what is wrong with it."""
    answer = {"string_id": segment.string_id, "segment_id": segment.pk, "data": text}
    return JsonResponse(answer | {"error": error, "comment": "", "last_translated_by": None})


def edit_override(request, translation_id, overridable_segment_id):
    """Save another picture or link as wagtail-localize does, if the link leads somewhere."""
    if request.method == "PUT":
        value = sent_text(request)
        if value is None:
            return HttpResponseBadRequest()
        segment = get_object_or_404(OverridableSegment, pk=overridable_segment_id)
        try:
            check_override(segment, texts.name(value))
        except ValidationError as error:
            answer = {"segment_id": segment.pk, "data": value}
            return JsonResponse(answer | {"error": " ".join(error.messages)})
    return stock.edit_override(
        request, translation_id=translation_id, overridable_segment_id=overridable_segment_id
    )


def check_override(segment, value):
    """Raise ValidationError where a copy would have a link that its original may not have."""
    model = segment.source.specific_content_type.model_class()
    for place in field_paths.walk(model, segment.context.field_path)[-1:]:
        if isinstance(place, blocks.RichTextBlock | RichTextField):
            check_link(value)
        elif isinstance(place, blocks.URLBlock):
            place.clean(value)


@receiver(pre_save, sender=StringTranslation)
def make_clean(instance, **kwargs):
    """Whichever way a text of a copy comes: from the editor, a PO file, a translation service."""
    instance.data = texts.html(instance.data)


@receiver(pre_save, sender=SegmentOverride)
def make_link_clean(instance, **kwargs):
    value = json.loads(instance.data_json)
    if isinstance(value, str):
        instance.data_json = json.dumps(texts.name(value))


def settle(request, translation, segment):
    changes = translation.source_changes.open().filter(
        context=segment.context_id, new_text=segment.string.data
    )
    opened = request.session.get(OPENED, {}).get(str(translation.pk))
    for change in changes:
        if opened is None or datetime.fromisoformat(opened) >= change.changed_at:
            change.decide(SourceChange.State.TAKEN, request.user)
        else:  # what was saved answers an older text
            changes.filter(pk=change.pk).update(carried=True)
            StringTranslation.objects.filter(
                translation_of=segment.string_id,
                context=segment.context_id,
                locale=translation.target_locale,
            ).update(tool_name=CARRIED)


def before_edit_page(request, page):
    """Publish an adapted page; remember when its editor was opened."""
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).first()
    if translation is None or page.alias_of_id:
        return None
    if request.method == "POST" and request.POST.get("action") == "publish":
        rights = page.permissions_for_user(request.user)
        if rights.page_locked() or not rights.can_publish():
            raise PermissionDenied
        publish(request, translation)
        return redirect("wagtailadmin_pages:edit", page.pk)
    if request.method == "GET":
        opened = request.session.get(OPENED, {})
        request.session[OPENED] = opened | {str(translation.pk): timezone.now().isoformat()}
    return None


def publish(request, translation):
    """Publish a copy and tell the user how it went; return whether it is live now."""
    try:
        copy = copies.publish(translation, request.user)
    except ValidationError as error:
        model = translation.source.specific_content_type.model_class()
        for text in texts_of(error, model):
            messages.error(request, text)
        return False
    total, done = translation.get_progress()
    if done < total:
        text = _("“%(title)s” is published. Texts that are missing stand there in German.")
        messages.warning(request, text % {"title": copy.title})
    else:
        messages.success(request, _("“%(title)s” is published.") % {"title": copy.title})
    return True


def texts_of(error, model):
    """Return the messages of a ValidationError, with the name of the field they are about."""
    if not hasattr(error, "error_dict"):
        return error.messages
    names = {field.name for field in model._meta.fields}
    return [
        f"{field_paths.label(model, name)}: {text}" if name in names else text
        for name, texts in error.message_dict.items()
        for text in texts
    ]
