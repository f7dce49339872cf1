"""A first version of a text for another edition or language.

Between editions it is the same words with the region's name changed, between languages what DeepL
says, where a key for it is set.
"""

from types import SimpleNamespace

from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.machine_translators.deepl import DeepLTranslator
from wagtail_localize.strings import StringValue

from .region_words import swap
from .registry import parse_code


class TranslatorUnavailable(Exception):
    """Raised where a translation service does not answer, or not with translations."""


class RegionTranslator(BaseMachineTranslator):
    """Copies German text from edition to edition; other languages are not its business."""

    display_name = "Ausgabe"

    def can_translate(self, source_locale, target_locale):
        source_language, source = parse_code(source_locale.language_code)
        target_language, target = parse_code(target_locale.language_code)
        return (
            source_language == target_language == "de"
            and None not in (source, target)
            and source != target
        )

    def translate(self, source_locale, target_locale, strings):
        source = parse_code(source_locale.language_code)[1]
        target = parse_code(target_locale.language_code)[1]
        return {
            string: StringValue(swap(string.data, source, target, html=True)) for string in strings
        }


class LanguageTranslator(BaseMachineTranslator):
    """wagtail-localize's DeepL, for languages inside an edition; without a key, for none."""

    display_name = DeepLTranslator.display_name
    #: DeepL's names of our languages, of which plain German is none.
    codes = {"de": "de", "en": "en-GB"}
    texts_at_once = 50  # https://developers.deepl.com/docs/api-reference/translate

    def can_translate(self, source_locale, target_locale):
        (source, edition), (target, target_edition) = map(
            parse_code, (source_locale.language_code, target_locale.language_code)
        )
        known = source in self.codes and target in self.codes and source != target
        return bool(self.options.get("AUTH_KEY")) and known and edition == target_edition

    def translate(self, source_locale, target_locale, strings):
        source, target = (
            SimpleNamespace(language_code=self.codes[parse_code(locale.language_code)[0]])
            for locale in (source_locale, target_locale)
        )
        service, strings, answers = DeepLTranslator(self.options), list(strings), {}
        try:
            for start in range(0, len(strings), self.texts_at_once):
                some = strings[start : start + self.texts_at_once]
                answers |= service.translate(source, target, some)
        except (OSError, LookupError, TypeError, ValueError) as error:  # no answer; a strange one
            raise TranslatorUnavailable(str(error)) from error
        return answers


class EditionTranslator(BaseMachineTranslator):
    """The one translator that the settings can name: hands on to the one for the two locales."""

    def __init__(self, options):
        super().__init__(options)
        self.translators = [RegionTranslator(options), LanguageTranslator(options)]

    def chosen(self, source_locale, target_locale):
        able = (t for t in self.translators if t.can_translate(source_locale, target_locale))
        return next(able, None)

    def can_translate(self, source_locale, target_locale):
        """Whether there is a translator; its name is this one's from then on."""
        translator = self.chosen(source_locale, target_locale)
        if translator is not None:
            self.display_name = translator.display_name
        return translator is not None

    def translate(self, source_locale, target_locale, strings):
        return self.chosen(source_locale, target_locale).translate(
            source_locale, target_locale, strings
        )
