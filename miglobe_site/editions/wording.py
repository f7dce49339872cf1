"""The words of a copy: proposed by a translator, stored for wagtail-localize's editor."""

import json
import logging

from django.db import models
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import StringTranslation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue, validate_translation_links

from .registry import parse_code
from .translator import TranslatorUnavailable, swap_region

logger = logging.getLogger(__name__)


def texts_of(page):
    """Return the texts of a page as wagtail-localize divides them: a list of StringValues."""
    # As in a revision: items of a list that never went through the editor have no id otherwise,
    # and are left out.
    segments = extract_segments(page.with_content_json(json.loads(page.to_json())))
    return [segment.string for segment in segments if isinstance(segment, StringSegmentValue)]


def regional_text(page, locale):
    """Return the first text of a page with a name that is another one in a locale, or ""."""
    source, target = (parse_code(entry.language_code)[1] for entry in (page.locale, locale))
    for value in texts_of(page):
        text = value.render_text()
        if swap_region(text, source, target) != text:
            return text
    return ""


def propose(page, locale):
    """Return {text: the text for a locale}, empty where no translator is set up or answers."""
    translator = get_machine_translator()
    if translator is None or not translator.can_translate(page.locale, locale):
        return {}
    try:
        proposals = translator.translate(page.locale, locale, set(texts_of(page)))
    except TranslatorUnavailable:
        logger.exception("No translation; the copy is born in the words of the original.")
        return {}
    return {string.data: value.data for string, value in proposals.items()}


def fill_strings(translation, proposals, user=None):
    """Store the proposals for every text of a copy that has no wording of its own yet."""
    if not proposals:
        return
    segments = translation.source.stringsegment_set.select_related("string", "context")
    known = StringTranslation.objects.filter(
        locale=translation.target_locale, context__object_id=translation.source.object_id
    )
    known = set(known.values_list("translation_of_id", "context_id"))
    longest = longest_texts(translation.source.specific_content_type.model_class())
    tool = str(get_machine_translator().display_name)
    StringTranslation.objects.bulk_create(
        StringTranslation(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            data=(data := shortened(proposals[text], longest.get(segment.context.path))),
            has_error=not is_sound(text, data),
            translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
            tool_name=tool,
            last_translated_by=user,
        )
        for segment in segments
        if (segment.string_id, segment.context_id) not in known
        and (text := segment.string.data) in proposals
    )


def longest_texts(model):
    """Return {name of a field: how many characters it holds}."""
    fields = (field for field in model._meta.fields if isinstance(field, models.CharField))
    return {field.name: field.max_length for field in fields}


def shortened(data, length):
    """Cut a text that its field cannot hold: the name of another state may be longer."""
    text = StringValue(data).render_text()
    if length is None or len(text) <= length:
        return data
    return StringValue.from_plaintext(f"{text[: length - 1]}…").data


def is_sound(original, data):
    """Whether a text has no tags and no links that its original does not have."""
    try:
        StringValue.from_translated_html(data)
        validate_translation_links(original, data)
    except ValueError:
        return False
    return True
