"""The texts that staff keep for their answers, with places that a request fills."""

import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructBlockValidationError

from .request import LONGEST_ANSWER

PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")
#: What can stand in braces, in the language of those who write the texts.
PLACEHOLDERS = ("Name", "Kommune", "Zeichen", "Beratung", "Link", "Absender")


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put values into a text; a place without one stays as it is, for staff to fill."""
    return PLACEHOLDER.sub(lambda place: values.get(place[1]) or place[0], text)


def open_places(text: str) -> list[str]:
    """The places that are still to be filled, as they stand in the text."""
    return [place[0] for place in PLACEHOLDER.finditer(text) if place[1] in PLACEHOLDERS]


class AnswerTemplateBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Name of the template"), max_length=80)
    text = blocks.TextBlock(
        label=_("Text"),
        max_length=LONGEST_ANSWER,
        rows=8,
        help_text=_(
            "Is filled in by itself: {Name}, {Kommune}, {Zeichen} (reference), {Beratung} "
            "(advisors), {Link} (page “Where your request stands”), {Absender} (your name and the "
            "edition)."
        ),
    )

    class Meta:
        icon = "mail"
        label = _("Template of an answer")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        places = [place[1] for place in PLACEHOLDER.finditer(cleaned["text"])]
        if unknown := [place for place in places if place not in PLACEHOLDERS]:
            message = _(
                "{%(word)s} is not filled in by itself. Please take one of the words below."
            )
            error = ValidationError(message % {"word": unknown[0]})
            raise StructBlockValidationError({"text": error})
        return cleaned


class AnswerTemplatesBlock(blocks.StreamBlock):
    template = AnswerTemplateBlock()
