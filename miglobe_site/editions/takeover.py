"""Taking a page over into another edition or language."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from .registry import parse_code


def check_route(page, locale):
    """Raise ValidationError where a page must not be taken over into a locale.

    Copies form a star: another edition takes the German page, another language the German page of
    its own edition. Two chains to one target break wagtail-localize (its issues 462 and 662).
    """
    language, edition = parse_code(page.locale.language_code)
    target_language, target_edition = parse_code(locale.language_code)
    if edition != target_edition and page.specific_class.bound_to_edition:
        raise ValidationError(_("Pages of this kind stay in their own edition."))
    if language != "de" or (edition != target_edition and target_language != "de"):
        raise ValidationError(
            _("Only the German page can be taken over; a translation stays in its edition.")
        )
    if edition == target_edition and language == target_language:
        raise ValidationError(_("The page is already in this edition and language."))


@transaction.atomic
def take_over(page, locale, user=None):
    """Copy a page into a locale as a draft that stays in step with it; return the copy.

    Every sentence is there at once: between editions with the names of the region changed, between
    languages as far as a translator is set up. The parent page must exist in that locale already.
    Raises ValidationError where the copy is not allowed (see check_route).
    """
    check_route(page, locale)
    source, _created = TranslationSource.update_or_create_from_instance(page.specific)
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
    fill_strings(translation, user)
    translation.save_target(user=user, publish=False)
    return translation.get_target_instance()


def fill_strings(translation, user=None):
    """Store a translation of every string that has none yet, as the translator proposes it."""
    translator = get_machine_translator()
    source, target = translation.source.locale, translation.target_locale
    if translator is None or not translator.can_translate(source, target):
        return
    segments = list(translation.source.stringsegment_set.select_related("string"))
    proposals = translator.translate(
        source, target, {segment.string.as_value() for segment in segments}
    )
    for segment in segments:
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            locale=target,
            context_id=segment.context_id,
            defaults={
                "data": proposals[segment.string.as_value()].data,
                "translation_type": StringTranslation.TRANSLATION_TYPE_MACHINE,
                "tool_name": str(translator.display_name),
                "last_translated_by": user,
            },
        )
