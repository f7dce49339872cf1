"""The texts of pages and the wording of their copies, as wagtail-localize stores them."""

import json

from django.db import models
from wagtail_localize.models import StringTranslation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue, validate_translation_links


def texts_of(page):
    """Return the texts of a page as wagtail-localize divides them: a list of StringValues."""
    # As in a revision: items of a list that never went through the editor have no id otherwise,
    # and are left out.
    segments = extract_segments(page.with_content_json(json.loads(page.to_json())))
    return [segment.string for segment in segments if isinstance(segment, StringSegmentValue)]


def fill_strings(translation, proposals, user=None):
    """Store the Proposals for all texts of a copy that have no wording yet, in a few queries."""
    segments = list(translation.source.stringsegment_set.select_related("string", "context"))
    known = StringTranslation.objects.filter(
        locale=translation.target_locale, context__object_id=translation.source.object_id
    )
    known = set(known.values_list("translation_of_id", "context_id"))
    # A text that stands twice in one place, such as two cells of a table, has one wording.
    places = {(entry.string_id, entry.context_id): entry for entry in segments}
    missing = [entry for place, entry in places.items() if place not in known]
    proposals.ask(segment.string.data for segment in missing)
    longest = longest_texts(translation.source.specific_content_type.model_class())
    rows = []
    for segment in missing:
        text, proposal = segment.string.data, proposals.get(segment.string.data)
        if proposal is None:
            continue
        data = shortened(proposal, longest.get(segment.context.path))
        rows.append(
            StringTranslation(
                translation_of=segment.string,
                locale=translation.target_locale,
                context=segment.context,
                data=data,
                has_error=data != text and not is_sound(text, data),
                translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
                tool_name=proposals.name,
                last_translated_by=user,
            )
        )
    StringTranslation.objects.bulk_create(rows)


def longest_texts(model):
    """Return {name of a field: how many characters it holds}."""
    fields = (field for field in model._meta.fields if isinstance(field, models.CharField))
    return {field.name: field.max_length for field in fields}


def shortened(data, length):
    """Cut a text that its field cannot hold: the name of another state may be longer."""
    if length is None or len(data) <= length:  # tags and entities make it only longer
        return data
    text = StringValue(data).render_text()
    if len(text) <= length:
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
