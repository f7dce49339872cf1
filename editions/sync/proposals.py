"""What a translator proposes for the texts of a copy."""

import logging

from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.strings import StringValue

logger = logging.getLogger(__name__)


class Proposals:
    """Texts for one locale, asked of the translator once each.

    They come from a service that may not be set up, or not answer: then there are none.
    """

    def __init__(self, source_locale, target_locale):
        self.source, self.target = source_locale, target_locale
        translator = get_machine_translator()
        can_translate = translator and translator.can_translate(source_locale, target_locale)
        self.translator = translator if can_translate else None
        self._known = {}

    @property
    def name(self):
        """The name of the translator, "" without one."""
        return str(self.translator.display_name) if self.translator else ""

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
        """Return the proposal for a text of the original, or None.

        What has no letters, a number say, is the same in every language.
        """
        if not any(map(str.isalpha, StringValue(text).render_text())):
            return text
        return self._known.get(text)
