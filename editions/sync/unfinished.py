"""What a translation still lacks: sentences not translated yet, and some to be checked again."""

import json
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Case, Count, Exists, IntegerField, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationContext,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue

from ..field_limits import ADDRESS, page_errors
from ..registry import GERMAN, parse_code
from .own_words import CARRIED

#: How many sentences a message names, and how many characters of each.
NAMED, SHOWN = 8, 80


class Untranslated(ValidationError):
    """Raised where ``texts`` of a page, in short, would appear in German."""

    def __init__(self, texts: list[str]):
        self.texts = [Truncator(text).chars(SHOWN) for text in texts]
        super().__init__(_("Not translated yet: %(sentences)s.") % {"sentences": named(self.texts)})


def named(texts: list[str]) -> str:
    """Name the first few of some sentences, and say how many more there are."""
    named = ", ".join(f"„{text}“" for text in texts[:NAMED])
    rest = len(texts) - NAMED
    if rest <= 0:
        return named
    more = ngettext("one more", "%(count)d more", rest) % {"count": rest}
    return _("%(sentences)s and %(more)s") % {"sentences": named, "more": more}


def to_check(pages: "QuerySet[Page]") -> "QuerySet[Page]":
    """Annotate pages with ``to_check`` and ``missing``, without a query of its own.

    That is how many sentences of a translation keep an older wording that is to be checked, and how
    many have none; 0 for a page that is no translation.
    """
    locale = OuterRef("locale")
    places = places_of(OuterRef("translation_key"), locale)
    carried = places.filter(Exists(wording(locale).filter(tool_name=CARRIED)))
    in_german = When(locale__language_code__startswith=GERMAN, then=0)
    return pages.annotate(
        to_check=count(carried),
        missing=Case(in_german, default=count(without_wording(places, locale))),
    )


def places_of(translation_key: Any, locale: Any) -> "QuerySet[StringSegment]":
    """The sentences of the German page that a translation has, each once in its block."""
    before = StringSegment.objects.filter(
        source=OuterRef("source"),
        string=OuterRef("string"),
        context=OuterRef("context"),
        pk__lt=OuterRef("pk"),
    )
    return StringSegment.objects.filter(
        ~Exists(before),
        source__object_id=translation_key,
        source__translations__target_locale=locale,
        source__translations__enabled=True,
    )


def wording(locale: Any) -> "QuerySet[StringTranslation]":
    return StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=OuterRef(locale) if isinstance(locale, OuterRef) else locale,
    )


def without_wording(places: "QuerySet[StringSegment]", locale: Any) -> "QuerySet[StringSegment]":
    """Those that would appear in German, as wagtail-localize fills a page."""
    translated = Exists(wording(locale).filter(has_error=False))
    return places.filter(~translated).exclude(context__path=ADDRESS)


def count(places: "QuerySet[StringSegment]") -> Coalesce:
    counts = places.order_by().values("source").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counts, output_field=IntegerField()), 0)


def check(page: Page) -> None:
    """Raise ValidationError, or Untranslated, where a page must not go live as a translation."""
    if page.locale_id is None:  # a new page is given that of its parent
        return
    language, _edition = parse_code(page.locale.language_code)
    if language == "de" or not of_page(page):
        return
    texts = texts_of(page)
    places = places_of(page.translation_key, page.locale_id)
    missing = without_wording(places, page.locale_id).order_by("order")
    found = [
        StringValue(data).render_text()
        for path, data in missing.values_list("context__path", "string__data")
        if (path, data) in texts
    ]
    if found:
        raise Untranslated(found)
    contexts = TranslationContext.objects.filter(object_id=page.translation_key)
    names = dict(contexts.values_list("path", "field_path"))
    errors = page_errors(page, [(names.get(path) or path, data) for path, data in texts])
    if errors:
        raise ValidationError(errors)


def of_page(page: Page) -> Translation | None:
    """Return the Translation by which a page follows another one, or None."""
    return Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).first()


def texts_of(page: Page) -> list[tuple[str, str]]:
    """Return the texts of a page as wagtail-localize divides them: (path, text)."""
    # As in a revision: items of a list that never went through the editor have no id otherwise.
    segments = extract_segments(page.with_content_json(json.loads(page.to_json())))
    return [
        (segment.path, segment.string.data)
        for segment in segments
        if isinstance(segment, StringSegmentValue)
    ]


def publish_errors(page: Page) -> dict[str, str]:
    """Return {NON_FIELD_ERRORS: message} where a translation must not go live."""
    try:
        check(page)
    except ValidationError as error:
        return {NON_FIELD_ERRORS: " ".join(error.messages)}
    return {}
