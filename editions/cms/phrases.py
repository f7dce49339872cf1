"""Buttons of the text editor that mark a phrase as being in another language."""

import wagtail.admin.rich_text.editors.draftail.features as draftail_features
from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.rich_text.feature_registry import FeatureRegistry

from ..registry import PHRASE_LANGUAGES, phrase_feature

NAMES = {
    "en": _("Phrase in English"),
    "fr": _("Phrase in French"),
    "es": _("Phrase in Spanish"),
    "tr": _("Phrase in Turkish"),
    "ar": _("Phrase in Arabic"),
}


def register_phrases(features: FeatureRegistry) -> None:
    """Register a feature for each language: an inline style, in the page a span with ``lang``."""
    for code, direction in PHRASE_LANGUAGES.items():
        style, attributes = f"LANG_{code.upper()}", {"lang": code}
        if direction != "ltr":
            attributes["dir"] = direction
        features.register_editor_plugin(
            "draftail",
            phrase_feature(code),
            draftail_features.InlineStyleFeature(
                {
                    "type": style,
                    "label": code.upper(),
                    "description": NAMES[code],
                    "style": {"borderBottom": "2px dotted currentColor"},
                }
            ),
        )
        features.register_converter_rule(
            "contentstate",
            phrase_feature(code),
            {
                "from_database_format": {f'span[lang="{code}"]': InlineStyleElementHandler(style)},
                "to_database_format": {
                    "style_map": {style: {"element": "span", "props": attributes}}
                },
            },
        )
