"""wagtail-localize's editor of translations: what it saves, and what it marks."""

import json

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseForbidden,
    HttpResponseNotAllowed,
    JsonResponse,
)
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from wagtail import blocks
from wagtail.fields import RichTextField
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
)
from wagtail_localize.views import edit_translation as stock

from miglobe_site import texts
from miglobe_site.addresses import check_link

from .. import field_paths
from ..drafts import draft_of
from ..field_limits import is_required, paragraphs_error, text_error
from . import copies
from .meanwhile import conflict, shortened
from .own_words import CARRIED

#: In the address by which the editor saves a text: the id of the text of the original beside it.
SEEN = "seen"
METHODS = ["PUT", "DELETE"]


def mark_carried():
    """Let the editor say which wording was carried over to a new text of the original.

    It shows this comment beside each text. Deletable once wagtail-localize lets texts be marked.
    """
    stock_comment = StringTranslation.get_comment

    def get_comment(self):
        if self.tool_name == CARRIED:
            return _("Translation kept – please check")
        return stock_comment(self)

    StringTranslation.get_comment = get_comment


def edit_string(request: HttpRequest, translation_id: int, string_segment_id: int) -> HttpResponse:
    """Save one text as wagtail-localize does, if its field takes it and the original is there.

    Where the original has changed since the editor was opened, the text is marked.
    """
    text = None
    if request.method == "PUT":
        text = sent_text(request)
        if text is None:
            return HttpResponseBadRequest()
        text = texts.html(text)  # as it will be stored, see below
    elif request.method != "DELETE":
        return HttpResponseNotAllowed(METHODS)
    translation = Translation.objects.filter(pk=translation_id).select_related("source").first()
    if not may_edit(request, translation):
        return HttpResponseForbidden()
    with transaction.atomic():
        segment = place_of(StringSegment, translation, string_segment_id)
        error = refusal(request, translation, segment) or string_error(
            request, translation, segment, text
        )
        if error:
            return shown_error(request, string_segment_id, text, error)
        response = stock.edit_string_translation(
            request, translation_id=translation_id, string_segment_id=string_segment_id
        )
        if response.status_code >= 300:
            return response
        if text is not None:
            name = segment.context.path
            if error := paragraphs_error_of(translation, name):
                transaction.set_rollback(True)
                return shown_error(request, string_segment_id, text, error)
            if request.GET.get(SEEN, str(segment.string_id)) != str(segment.string_id):
                response.data["comment"] = mark(translation, segment)
        refresh_waiting_draft(request, translation)
    return response


def place_of(model, translation, pk):
    """Return the segment of an original, which nobody else changes in this transaction, or None."""
    if translation is None or copies.lock(translation.source_id) is None:
        return None
    segments = model.objects.filter(pk=pk, source=translation.source_id)
    return segments.select_related("context").first()


def may_edit(request, translation):
    """Whether this is a page of the user's own; of one that is gone, see refusal()."""
    return translation is None or rights_on(request, translation).can_edit()


def rights_on(request, translation):
    return translation.get_target_instance().permissions_for_user(request.user)


def refusal(request, translation, segment):
    """Return why nothing of this page can be saved now, or ""."""
    if translation is None:
        return _("This page or its German page has been deleted. Please open this page anew.")
    if not translation.enabled:
        return _("The translation was ended meanwhile. Please open this page anew.")
    if rights_on(request, translation).page_locked():
        return _("The page is locked, so nothing was saved.")
    if segment is None:
        return _("The German page does not have this text any more. Please open this page anew.")
    return ""


def string_error(request, translation, segment, text):
    """Return why a text (None where it was emptied) is not saved, or "".

    The editor deletes what was emptied. A text that may be left out is untranslated then.
    """
    stored = wording_of(translation, segment)
    if error := conflict(request, stored, text):
        return error
    model, field_path = model_of(translation), segment.context.field_path
    if text is not None:
        return text_error(model, field_path, text)
    if not is_required(model, field_path):
        return ""
    error = _("Please enter a text.")
    if stored is None:
        return error
    return f"{error} {_('“%(text)s” stays.') % {'text': shortened(stored.data)}}"


def wording_of(translation, segment):
    """Return the StringTranslation of a text, or None."""
    found = StringTranslation.objects.filter(
        translation_of=segment.string_id,
        context=segment.context_id,
        locale=translation.target_locale,
    )
    return found.select_related("last_translated_by").first()


def shown_error(request, pk, value, error):
    """Answer so that the editor keeps what was typed and shows what is wrong with it."""
    if request.method != "PUT":
        return JsonResponse({"error": error}, status=409)
    answer = {"segment_id": pk, "data": value, "error": error}
    return JsonResponse(answer | {"comment": "", "last_translated_by": None})


def sent_text(request):
    """Return the text that the editor sends, None for anything else."""
    if not request.body or request.content_type != "multipart/form-data":
        return None
    try:
        return Request(request, parsers=[MultiPartParser()]).data.get("value")
    except APIException:
        return None


def model_of(translation):
    return translation.source.specific_content_type.model_class()


def paragraphs_error_of(translation, name):
    """The same as paragraphs_error(), which needs the page only for rich text with a limit."""
    field = (field_paths.walk(model_of(translation), name) or [None])[0]
    if not isinstance(field, RichTextField) or not field.max_length:
        return ""
    return paragraphs_error(draft_of(translation), name)


def mark(translation, segment):
    """Mark what was saved as an answer to an older text of the original; return the comment."""
    stored = wording_of(translation, segment)
    StringTranslation.objects.filter(pk=stored.pk).update(tool_name=CARRIED)
    stored.tool_name = CARRIED
    return stored.get_comment()


def refresh_waiting_draft(request, translation):
    """What waits for approval is a draft: it has what those who may approve it change in it."""
    if translation.get_target_instance().workflow_in_progress:
        copies.refresh_draft(translation, request.user)


def edit_override(
    request: HttpRequest, translation_id: int, overridable_segment_id: int
) -> HttpResponse:
    """Save another picture or link as wagtail-localize does, if the link leads somewhere."""
    value = None
    if request.method == "PUT":
        value = sent_text(request)
        if value is None:
            return HttpResponseBadRequest()
    elif request.method != "DELETE":
        return HttpResponseNotAllowed(METHODS)
    translation = Translation.objects.filter(pk=translation_id).select_related("source").first()
    if not may_edit(request, translation):
        return HttpResponseForbidden()
    with transaction.atomic():
        segment = place_of(OverridableSegment, translation, overridable_segment_id)
        error = refusal(request, translation, segment) or override_error(
            request, translation, segment, None if value is None else texts.name(value)
        )
        if error:
            return shown_error(request, overridable_segment_id, value, error)
        response = stock.edit_override(
            request, translation_id=translation_id, overridable_segment_id=overridable_segment_id
        )
        if response.status_code < 300:
            refresh_waiting_draft(request, translation)
    return response


def override_error(request, translation, segment, value):
    """Return why another picture or link (None for that of the original) is not saved, or ""."""
    stored = SegmentOverride.objects.filter(
        context=segment.context_id, locale=translation.target_locale
    )
    if error := conflict(request, stored.select_related("last_translated_by").first(), value):
        return error
    return "" if value is None else link_error(segment, value)


def link_error(segment, value):
    """Return what is wrong with a link that its original may not have either, or ""."""
    model = segment.source.specific_content_type.model_class()
    try:
        for place in field_paths.walk(model, segment.context.field_path)[-1:]:
            if isinstance(place, blocks.RichTextBlock | RichTextField):
                check_link(value)
            elif isinstance(place, blocks.URLBlock):
                place.clean(value)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


@receiver(pre_save, sender=StringTranslation)
def make_clean(instance, **kwargs):
    """Whichever way a text of a copy comes: from the editor, a PO file, a translation service."""
    instance.data = texts.html(instance.data)


@receiver(pre_save, sender=SegmentOverride)
def make_link_clean(instance, **kwargs):
    value = json.loads(instance.data_json)
    if isinstance(value, str):
        instance.data_json = json.dumps(texts.name(value))
