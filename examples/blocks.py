"""The blocks of the story of a practice example, each with a preview of real text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from editions.registry import PHRASES
from miglobe_site.pages.blocks import StepsBlock, TableBlock
from miglobe_site.pages.media_blocks import CaptionedImageBlock

TEXT = ["h3", "bold", "italic", "ol", "ul", "link", *PHRASES]


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
    table = TableBlock()


class ImagesBlock(blocks.StreamBlock):
    """Pictures below the story; read_body() knows them by the name of the block."""

    image = CaptionedImageBlock()
