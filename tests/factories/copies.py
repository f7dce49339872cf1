"""What tests do with pages that one edition took over from the other."""

import json

from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from editions.sync import copies
from editions.takeover import take_over
from home.models import ContentPage
from tests.site import soup

IMAGE_ID = "22222222-2222-4222-8222-222222222222"


def page_in(home, slug="vorlage", body=None, **fields):
    """Add a live page with paragraphs to an edition; return it."""
    page = ContentPage(title="Vorlage", slug=slug, body=body or text("Ein Satz."), **fields)
    home.add_child(instance=page)
    return publish(page)


def text(*paragraphs):
    """The body of a page with one block of text."""
    html = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return [{"type": "text", "value": html, "id": "11111111-1111-4111-8111-111111111111"}]


def publish(page, **fields):
    """Change fields of a page and publish it; return it as it is in the database then."""
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def copy_of(page, code="de-x-bw", live=True):
    """Take a page over; return the copy. A live translation says what the German page says."""
    copy = take_over(page, Locale.objects.get(language_code=code))
    if live:
        if not code.startswith("de-x-"):
            translate(copy)
        copy.get_latest_revision_as_object().save_revision().publish()
    return fresh(copy)


def translate(copy, words=None):
    """Give every sentence of a translation its wording: that of ``words``, else the German one."""
    for place in translation_of(copy).source.stringsegment_set.select_related("string", "context"):
        german = place.string.data
        StringTranslation.objects.get_or_create(
            translation_of=place.string,
            context=place.context,
            locale=copy.locale,
            defaults={"data": (words or {}).get(german, german), "translation_type": "manual"},
        )
    return copy


def publish_translation(copy):
    """Publish a translation as if somebody had translated it; return it."""
    publish_copy(translate(copy))
    return fresh(copy)


def publish_copy(copy):
    """Publish a copy with the wording that stands in the editor; return it."""
    copies.publish(translation_of(copy), None)
    return fresh(copy)


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def draft(page):
    return fresh(page).get_latest_revision_as_object()


def translation_of(copy):
    return Translation.objects.get(
        source__object_id=copy.translation_key, target_locale=copy.locale
    )


def segment(copy, original_text):
    segments = translation_of(copy).source.stringsegment_set.select_related("string", "context")
    return segments.filter(string__data=original_text).earliest("order")  # it may stand twice


def write(copy, original_text, own_text, path=None):
    """Give a copy wording of its own, as its staff would in the editor."""
    place = segment(copy, original_text)
    StringTranslation.objects.update_or_create(
        translation_of=place.string,
        context=place.context,
        locale=copy.locale,
        defaults={"data": own_text, "translation_type": "manual", "tool_name": ""},
    )


def wording(copy, original_text):
    place = segment(copy, original_text)
    return StringTranslation.objects.get(
        translation_of=place.string, context=place.context, locale=copy.locale
    )


def texts(page):
    """The paragraphs of a page's block of text."""
    html = str(page.body[0].value)
    return [part.partition("</p>")[0] for part in html.split("<p>")[1:]]


def editor(client, copy):
    response = client.get(f"/admin/pages/{copy.pk}/edit/")
    return json.loads(soup(response).select_one(".js-translation-editor")["data-props"])


def save_text(client, copy, segment_pk, value, query=""):
    translation = translation_of(copy)
    return client.put(
        f"/admin/localize/translate/{translation.pk}/strings/{segment_pk}/edit/?{query}",
        encode_multipart(BOUNDARY, {"value": value}),
        MULTIPART_CONTENT,
    )


def empty_text(client, copy, segment_pk):
    """As the editor does when a text that was emptied is saved."""
    translation = translation_of(copy)
    return client.delete(f"/admin/localize/translate/{translation.pk}/strings/{segment_pk}/edit/")
