"""What a translator proposes for the texts of a copy."""

import logging

from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue

from ..registry import parse_code

logger = logging.getLogger(__name__)


class Proposals:
    """Texts for one locale, asked of the translator once each.

    Between editions they are the original with the region's name changed; between languages they
    come from a service that may not be set up, or not answer: then there are none.
    """

    def __init__(self, source_locale, target_locale):
        self.source, self.target = source_locale, target_locale
        language, target_language = (
            parse_code(locale.language_code)[0] for locale in (source_locale, target_locale)
        )
        self.is_regional = language == target_language
        translator = get_machine_translator()
        can_translate = translator and translator.can_translate(source_locale, target_locale)
        self.translator = translator if can_translate else None
        self._known = {}

    def ask(self, texts):
        """Fetch what is not known yet, all at once."""
        missing = set(texts) - set(self._known)
        if not missing or self.translator is None:
            return
        try:
            answers = self.translator.translate(
                self.source, self.target, {StringValue(text) for text in missing}
            )
        except Exception:  # whatever a service far away does, publishing goes on
            logger.exception("No proposals for %s.", self.target)
            return
        self._known |= {string.data: value.data for string, value in answers.items()}

    def get(self, text):
        """Return the proposal for a text of the original, or None."""
        if self.is_regional:
            self.ask([text])
        return self._known.get(text)

    def is_own(self, translation):
        """Whether a StringTranslation holds wording that somebody wrote for this copy.

        The text of its original is fetched with it.
        """
        if translation.translation_type != StringTranslation.TRANSLATION_TYPE_MANUAL:
            return False
        return not self.is_regional or translation.data != self.get(translation.translation_of.data)
