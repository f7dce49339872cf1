"""Subtitles in the editor: one block for each language, whose text is a WebVTT file."""

from django import forms
from django.conf.locale import LANG_INFO
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from . import webvtt

LANGUAGES = "de en ar bg el es fa fr it pl pt ro ru sq tr uk".split()
LONGEST = 200_000  # characters; a video of an hour has about 60,000


def own_name(language):
    """What speakers call their language, as players list it."""
    return capfirst(LANG_INFO[language]["name_local"])


class WebVTTInput(forms.Textarea):
    """The text of the subtitles, and a file that the browser reads into it (js/webvtt-field.js)."""

    template_name = "home/cms/webvtt_input.html"

    class Media:
        js = ["js/webvtt-field.js"]


class WebVTTBlock(blocks.TextBlock):
    @cached_property
    def field(self):
        widget = WebVTTInput(attrs={"rows": 10, "spellcheck": "false"})
        return forms.CharField(widget=widget, **self.field_options)

    def get_searchable_content(self, value):
        return []  # the transcript says the same


class CaptionsBlock(blocks.StructBlock):
    language = blocks.ChoiceBlock(
        label=_("Language"),
        default="de",
        # Django's own catalog has the names of languages.
        choices=[(code, _(LANG_INFO[code]["name"])) for code in LANGUAGES],
    )
    text = WebVTTBlock(
        label=_("Subtitles (WebVTT)"), max_length=LONGEST, validators=[webvtt.validate]
    )

    class Meta:
        icon = "openquote"
        label = _("Subtitles in one language")


class CaptionsStream(blocks.StreamBlock):
    captions = CaptionsBlock()
