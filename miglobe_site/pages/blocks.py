"""The few blocks that staff build a page from, each with a preview of real text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .block_groups import SETTINGS, SIMPLE_TEXT, TEXTS
from .block_previews import PREVIEWS
from .link_blocks import CallToActionBlock, LinkCardsBlock
from .media_blocks import (
    DocumentListBlock,
    ExternalVideoBlock,
    PictureBlock,
    VideoBlock,
)
from .tables import CellsBlock


class PointsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=100, required=False, default="")
    introduction = blocks.RichTextBlock(
        label=_("Introduction"), features=SIMPLE_TEXT, required=False, default=""
    )
    points = blocks.ListBlock(
        blocks.RichTextBlock(label=_("Point"), features=SIMPLE_TEXT), label=_("Points"), min_num=1
    )

    class Meta:
        group = TEXTS
        icon = "list-ul"
        label = _("List of points")
        description = _("Several short points with a sentence that leads to them.")
        template = "blocks/points.html"
        preview_value = PREVIEWS["points"]


class StepBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    text = blocks.TextBlock(label=_("Text"), max_length=500, required=False, default="")

    class Meta:
        icon = "arrow-right"
        label = _("Step")


class StepsBlock(blocks.StructBlock):
    steps = blocks.ListBlock(StepBlock(), label=_("Steps"), min_num=1, max_num=9)

    class Meta:
        group = TEXTS
        icon = "list-ol"
        label = _("Steps")
        description = _("What is done one after the other, each with a heading and a sentence.")
        template = "blocks/steps.html"
        preview_value = PREVIEWS["steps"]


class PageStepsBlock(StepsBlock):
    """Steps in the body of a page: its own, or those of a consultation from the settings."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=100, required=False, default="")
    steps = blocks.ListBlock(
        StepBlock(),
        label=_("Steps"),
        default=[],
        max_num=9,
        help_text=_(
            "Left empty: the steps of a consultation, who can ask and who pays, as set on the "
            "start page of the edition."
        ),
    )

    class Meta:
        description = _(
            "What is done one after the other, each with a heading and a sentence; or how a "
            "consultation works."
        )
        template = "blocks/page_steps.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quote"), max_length=600)
    name = blocks.CharBlock(label=_("Name"), max_length=120, required=False, default="")
    role = blocks.CharBlock(label=_("Role"), max_length=120, required=False, default="")

    class Meta:
        group = TEXTS
        verbatim = True  # for another edition: no words of the region are changed
        icon = "openquote"
        label = _("Quote")
        description = _(
            "What somebody said, or a guiding question. As the first block of a content page it "
            "stands large above the text."
        )
        template = "blocks/quote.html"
        preview_value = PREVIEWS["quote"]


class FactBlock(blocks.StructBlock):
    term = blocks.CharBlock(label=_("Question or term"), max_length=100)
    value = blocks.RichTextBlock(label=_("Answer"), features=SIMPLE_TEXT)

    class Meta:
        icon = "info-circle"
        label = _("Fact")


class FactsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=100, required=False, default="")
    look = blocks.ChoiceBlock(
        [
            ("list", _("one below the other")),
            ("fold", _("to unfold: the answer shows when the question is tapped")),
            ("columns", _("in two columns")),
        ],
        default="list",
        label=_("Look"),
        search_index=False,
    )
    facts = blocks.ListBlock(FactBlock(), label=_("Facts"), min_num=1)

    class Meta:
        group = TEXTS
        icon = "info-circle"
        label = _("Questions and answers")
        description = _("Questions or terms with answers: at a glance, to unfold or in columns.")
        template = "blocks/facts.html"
        preview_value = PREVIEWS["facts"]


class ContactBlock(blocks.StaticBlock):
    class Meta:
        group = SETTINGS
        icon = "mail"
        label = _("Contact")
        description = _("Address, telephone and e-mail of the edition, as set on its start page.")
        admin_text = _("Shows the contact that is set on the start page, under “Edition”.")
        template = "blocks/contact.html"
        preview_template = "blocks/previews/contact.html"


class PartnersBlock(blocks.StaticBlock):
    class Meta:
        group = SETTINGS
        icon = "group"
        label = _("Partners and funders")
        description = _("The partners and funders of the edition, as set on its start page.")
        admin_text = _("Shows the partners that are set on the start page, under “Edition”.")
        template = "blocks/partners.html"
        preview_template = "blocks/previews/partners.html"


class TableBlock(blocks.StructBlock):
    table = CellsBlock(
        [
            ("text", blocks.TextBlock(label=_("Text"), required=False)),
            (
                "rich_text",
                blocks.RichTextBlock(
                    label=_("Text with links"), features=SIMPLE_TEXT, required=False
                ),
            ),
        ],
        label=_("Table"),
        default={
            "caption": "",
            "columns": [{"type": "text", "heading": ""}] * 2,
            "rows": [{"values": ["", ""]}] * 2,
        },
        help_text=_("Each column has a heading. Keep tables small: many read them on a telephone."),
    )
    row_headings = blocks.BooleanBlock(
        label=_("The first column holds the headings of the rows"), required=False
    )

    class Meta:
        group = TEXTS
        icon = "table"
        label = _("Table")
        description = _("What is compared in rows and columns, with a caption.")
        template = "blocks/table.html"
        preview_value = PREVIEWS["table"]


class EditionDetailsBlock(blocks.ChoiceBlock):
    """What the law asks for, as the start page has it: nobody writes it twice."""

    choices = [
        ("imprint", _("Imprint: provider, who represents it, contact, register, responsible")),
        ("privacy", _("Privacy: who is responsible for the data")),
        ("accessibility", _("Accessibility: where barriers are reported, enforcement body")),
    ]

    class Meta:
        group = SETTINGS
        icon = "clipboard-list"
        label = _("Details from the settings of the edition")
        description = _(
            "Name, address and whatever else imprint, privacy notice and accessibility statement "
            "must say, as set on the start page."
        )
        help_text = _("The details are written on the start page of the edition, under “Edition”.")
        template = "blocks/edition_details.html"
        preview_template = "blocks/previews/edition_details.html"
        preview_value = "imprint"

    def get_context(self, value, parent_context=None):
        """Add the settings, and for staff in the preview the names of those that are missing."""
        context = super().get_context(value, parent_context)
        if frame := context.get("frame"):
            context["home"] = frame.home.settings
            if getattr(frame.request, "is_preview", False):
                context["missing"] = frame.home.settings.missing_details(value)
        return context


class AnyBodyBlock(blocks.StreamBlock):
    """The blocks that any page may have."""

    text = blocks.RichTextBlock(
        label=_("Text"),
        group=TEXTS,
        icon="pilcrow",
        description=_("Paragraphs, headings, lists and links."),
        template="blocks/text.html",
        preview_value=PREVIEWS["text"],
    )
    points = PointsBlock()
    steps = PageStepsBlock()
    image = PictureBlock()
    quote = QuoteBlock()
    call_to_action = CallToActionBlock()
    link_cards = LinkCardsBlock()
    facts = FactsBlock()
    contact = ContactBlock()
    partners = PartnersBlock()


class BodyBlock(AnyBodyBlock):
    """The body of a page. More than 16 kinds nobody overlooks: a test counts them."""

    video = VideoBlock()
    external_video = ExternalVideoBlock()
    documents = DocumentListBlock()
    table = TableBlock()
    edition_details = EditionDetailsBlock(search_index=False)  # what it shows: home.search_text
