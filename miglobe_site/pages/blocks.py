"""The few blocks that staff build a page from, each with a preview of real text."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from editions.links import pages_at_hand
from editions.registry import PHRASES
from miglobe_site.pages.block_previews import PREVIEWS
from miglobe_site.pages.tables import CellsBlock

SIMPLE_TEXT = ["bold", "italic", "link", *PHRASES]
#: The blocks that show a picture of their own, in ``image``.
WITH_IMAGE = {"image", "external_video"}


def check_video_address(url):
    """Raise ValidationError unless visitors can tell from the address where it leads."""
    parts = urlsplit(url)
    plain = "@" not in parts.netloc and "." in (parts.hostname or "") and url.isascii()
    if parts.scheme != "https" or not plain:
        raise ValidationError(_("Please give the whole address, beginning with https://."))


class PointsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=100, required=False, default="")
    introduction = blocks.RichTextBlock(
        label=_("Introduction"), features=SIMPLE_TEXT, required=False, default=""
    )
    points = blocks.ListBlock(
        blocks.RichTextBlock(label=_("Point"), features=SIMPLE_TEXT), label=_("Points"), min_num=1
    )

    class Meta:
        icon = "list-ul"
        label = _("List of points")
        description = _("Several short points with a sentence that leads to them.")
        template = "blocks/points.html"
        preview_value = PREVIEWS["points"]


class CaptionedImageBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Picture"))
    alt_text = blocks.CharBlock(
        label=_("Alternative text"),
        max_length=255,
        required=False,
        default="",
        help_text=_("What the picture shows. Left empty, the text stored with the picture counts."),
    )
    caption = blocks.CharBlock(
        label=_("Caption of the picture"), max_length=255, required=False, default=""
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("A picture with caption; the credit comes from the picture itself.")
        template = "blocks/image.html"
        preview_template = "blocks/previews/image.html"
        preview_value = {"caption": PREVIEWS["caption"]}


class PageLinkBlock(blocks.PageChooserBlock):
    """A page of any kind, of which title and address are shown."""

    def bulk_to_python(self, values):
        pages = pages_at_hand(set(values) - {None})
        if pages is None:
            return super().bulk_to_python(values)
        return [pages.get(pk) for pk in values]


class VideoChooserBlock(blocks.PageChooserBlock):
    def bulk_to_python(self, values):
        pages = self.model_class.objects.for_player().in_bulk(values)
        return [pages.get(pk) for pk in values]


class VideoBlock(blocks.StructBlock):
    page = VideoChooserBlock(
        "home.VideoPage",
        label=_("Video page"),
        help_text=_("Its film is shown here with subtitles and transcript."),
    )

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("The film of a video page, with its subtitles and its transcript.")
        template = "blocks/video.html"
        preview_template = "blocks/previews/video.html"


class ExternalVideoBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    url = blocks.URLBlock(
        label=_("Address"),
        validators=[check_video_address],
        help_text=_("The page of the video at the other website; it begins with https://."),
    )
    image = ImageChooserBlock(label=_("Picture"))
    text = blocks.TextBlock(label=_("Text"), max_length=300, required=False, default="")

    class Meta:
        icon = "link-external"
        label = _("Video on another website")
        description = _("A picture that leads to a video elsewhere; nothing is loaded from there.")
        template = "blocks/external_video.html"
        preview_template = "blocks/previews/external_video.html"
        preview_value = PREVIEWS["external_video"]

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["host"] = urlsplit(value.get("url") or "").hostname or ""
        return context


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quote"), max_length=600)
    name = blocks.CharBlock(label=_("Name"), max_length=120, required=False, default="")
    role = blocks.CharBlock(label=_("Role"), max_length=120, required=False, default="")

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("What somebody said, or a guiding question, set off from the text.")
        template = "blocks/quote.html"
        preview_value = PREVIEWS["quote"]


class CallToActionBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=100)
    text = blocks.RichTextBlock(label=_("Text"), features=SIMPLE_TEXT, required=False, default="")
    page = PageLinkBlock(label=_("Leads to"), required=False)
    label = blocks.CharBlock(
        label=_("Text of the button"), max_length=60, required=False, default=""
    )

    class Meta:
        icon = "mail"
        label = _("Call to action")
        description = _("A heading, a sentence and one button.")
        template = "blocks/call_to_action.html"
        preview_value = PREVIEWS["call_to_action"]

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        frame = context.get("frame")
        context["closed"] = bool(frame) and frame.is_closed(value.get("page"))
        return context


class LinkCardBlock(blocks.StructBlock):
    page = PageLinkBlock(label=_("Page"))
    text = blocks.TextBlock(label=_("Text"), max_length=200, required=False, default="")

    class Meta:
        icon = "link"
        label = _("Card")


class LinkCardsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=100, required=False, default="")
    cards = blocks.ListBlock(LinkCardBlock(), label=_("Cards"), min_num=1, max_num=9)

    class Meta:
        icon = "grip"
        label = _("Link cards")
        description = _("Cards that lead to other pages.")
        template = "blocks/link_cards.html"
        preview_template = "blocks/previews/link_cards.html"
        preview_value = PREVIEWS["link_cards"]


class FactBlock(blocks.StructBlock):
    term = blocks.CharBlock(label=_("Question or term"), max_length=100)
    value = blocks.RichTextBlock(label=_("Answer"), features=SIMPLE_TEXT)

    class Meta:
        icon = "info-circle"
        label = _("Fact")


class FactsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=100, required=False, default="")
    facts = blocks.ListBlock(FactBlock(), label=_("Facts"), min_num=1)

    class Meta:
        icon = "info-circle"
        label = _("Facts")
        description = _("Questions and short answers at a glance.")
        template = "blocks/facts.html"
        preview_value = PREVIEWS["facts"]


class DocumentListBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=100, required=False, default="")
    documents = blocks.ListBlock(DocumentChooserBlock(), label=_("Documents"), min_num=1)

    class Meta:
        icon = "doc-full"
        label = _("Document list")
        description = _("Files to download, with their type and size.")
        template = "blocks/documents.html"
        preview_template = "blocks/previews/documents.html"
        preview_value = {"heading": PREVIEWS["documents"]}


class ContactBlock(blocks.StaticBlock):
    class Meta:
        icon = "mail"
        label = _("Contact")
        description = _("Address, telephone and e-mail of the edition, as set on its start page.")
        admin_text = _("Shows the contact that is set on the start page, under “Edition”.")
        template = "blocks/contact.html"
        preview_template = "blocks/previews/contact.html"


class PartnersBlock(blocks.StaticBlock):
    class Meta:
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


class BodyBlock(blocks.StreamBlock):
    """The body of a page."""

    text = blocks.RichTextBlock(
        label=_("Text"),
        icon="pilcrow",
        description=_("Paragraphs, headings, lists and links."),
        template="blocks/text.html",
        preview_value=PREVIEWS["text"],
    )
    points = PointsBlock()
    image = CaptionedImageBlock()
    video = VideoBlock()
    external_video = ExternalVideoBlock()
    quote = QuoteBlock()
    call_to_action = CallToActionBlock()
    link_cards = LinkCardsBlock()
    facts = FactsBlock()
    documents = DocumentListBlock()
    table = TableBlock()
    contact = ContactBlock()
    partners = PartnersBlock()
    edition_details = EditionDetailsBlock(search_index=False)  # what it shows: home.search_text


def read_body(stream):
    """Read all that the blocks of a body show: its pictures' renditions in one query."""
    values = [(block.block_type, block.value) for block in stream]
    images = [value.get("image") for name, value in values if name in WITH_IMAGE]
    images += [value["page"].poster for name, value in values if name == "video" and value["page"]]
    prefetch_related_objects([image for image in images if image], "renditions")
