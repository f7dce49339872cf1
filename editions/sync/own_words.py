"""The wording of one copy, as wagtail-localize stores it."""

from django.db.models import QuerySet
from wagtail_localize.models import StringTranslation, Translation

from ..wording import longest_texts, shortened
from .proposals import Proposals

#: Stands in place of the tool that proposed a text where the copy's own wording was carried over to
#: a new text of the original. See editor.mark_carried().
CARRIED = "carried"
MACHINE = StringTranslation.TRANSLATION_TYPE_MACHINE
MANUAL = StringTranslation.TRANSLATION_TYPE_MANUAL


def carried_in(translation: Translation) -> "QuerySet[StringTranslation]":
    """The wording of a translation that is to be checked."""
    return StringTranslation.objects.filter(
        tool_name=CARRIED,
        locale=translation.target_locale,
        context__object_id=translation.source.object_id,
    )


class Wording:
    """The texts of a copy by the texts of its original that they stand for."""

    def __init__(self, translation, proposals=None):
        self.translation = translation
        self.proposals = proposals or Proposals(
            translation.source.locale, translation.target_locale
        )
        self._longest = longest_texts(translation.source.specific_content_type.model_class())
        stored = StringTranslation.objects.filter(
            locale=translation.target_locale, context__object_id=translation.source.object_id
        )
        self._stored = {
            (entry.translation_of_id, entry.context_id): entry
            for entry in stored.select_related("translation_of")
        }

    def get(self, text):
        """Return the StringTranslation for a Text, or None."""
        return self._stored.get((text.string_id, text.context_id))

    def is_own(self, text):
        """Whether somebody has written the wording for a Text, and no translator."""
        stored = self.get(text)
        return stored is not None and stored.translation_type == MANUAL

    def store(self, text, data, translation_type, tool_name="", user=None):
        entry, _created = StringTranslation.objects.update_or_create(
            translation_of_id=text.string_id,
            context_id=text.context_id,
            locale=self.translation.target_locale,
            defaults={
                "data": data,
                "translation_type": translation_type,
                "tool_name": tool_name,
                "last_translated_by": user,
                "has_error": False,
                "field_error": "",
            },
        )
        self._stored[text.string_id, text.context_id] = entry

    def propose(self, text):
        """Store the translator's proposal; return whether there is one."""
        proposal = self.proposals.get(text.data)
        if proposal is None:
            return False
        proposal = shortened(proposal, self._longest.get(text.path))
        self.store(text, proposal, MACHINE, self.proposals.name)
        return True
