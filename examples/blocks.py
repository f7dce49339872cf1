"""The blocks of the story of a practice example, each with a preview of real text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from editions.registry import PHRASES
from miglobe_site.pages.blocks import CaptionedImageBlock

TEXT = ["h3", "bold", "italic", "ol", "ul", "link", *PHRASES]


class StepBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    text = blocks.TextBlock(label=_("Text"), max_length=500, required=False, default="")

    class Meta:
        icon = "arrow-right"
        label = _("Step")


class StepsBlock(blocks.StructBlock):
    steps = blocks.ListBlock(StepBlock(), label=_("Steps"), min_num=1, max_num=9)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        description = _("What was done one after the other, each with a heading and a sentence.")
        template = "examples/blocks/steps.html"
        preview_value = {
            "steps": [
                {"heading": "Auftaktgespräch", "text": "Verwaltung und Vereine klären die Ziele."},
                {"heading": "Dialogforum", "text": "Alle Beteiligten sammeln Vorschläge."},
            ]
        }


class ApproachBlock(blocks.StreamBlock):
    """How the municipality went about it."""

    text = blocks.RichTextBlock(
        label=_("Text"),
        icon="pilcrow",
        features=TEXT,
        description=_("Paragraphs, headings, lists and links."),
        template="blocks/text.html",
        preview_value="<p>Verwaltung und Vereine planten die Veranstaltung gemeinsam.</p>",
    )
    steps = StepsBlock()


class ImagesBlock(blocks.StreamBlock):
    """Pictures below the story; read_body() knows them by the name of the block."""

    image = CaptionedImageBlock()
