"""A first version of a translation: what DeepL says, where a key for it is set."""

from types import SimpleNamespace

from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.machine_translators.deepl import DeepLTranslator

from .registry import parse_code


class TranslatorUnavailable(Exception):
    """Raised where a translation service does not answer, or not with translations."""


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
