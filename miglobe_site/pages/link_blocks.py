"""Blocks that lead on: to a page of this website, or to an address elsewhere."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from editions.links import pages_at_hand

from .block_groups import LEADING_ON, SIMPLE_TEXT
from .block_previews import PREVIEWS


def check_address_elsewhere(url):
    """Raise ValidationError unless visitors can tell from the address where it leads."""
    parts = urlsplit(url)
    plain = "@" not in parts.netloc and "." in (parts.hostname or "") and url.isascii()
    if parts.scheme != "https" or not plain:
        raise ValidationError(_("Please give the whole address, beginning with https://."))


def host_of(url):
    """The name of the website to which an address leads, or ""."""
    return urlsplit(url or "").hostname or ""


def address_elsewhere():
    return blocks.URLBlock(
        label=_("Or an address elsewhere"),
        required=False,
        default="",
        validators=[check_address_elsewhere],
        help_text=_("The whole address of a page of another website; it begins with https://."),
    )


class PageLinkBlock(blocks.PageChooserBlock):
    """A page of any kind, of which title and address are shown."""

    def bulk_to_python(self, values):
        pages = pages_at_hand(set(values) - {None})
        if pages is None:
            return super().bulk_to_python(values)
        return [pages.get(pk) for pk in values]


class LinkValue(blocks.StructValue):
    @property
    def host(self):
        """The name of the website to which an address elsewhere leads, or ""."""
        return host_of(self.get("url"))


class LinkBlock(blocks.StructBlock):
    """What leads to a page of this website or to an address elsewhere.

    ``words`` of its Meta: the field that says in words where the address leads.
    """

    class Meta:
        value_class = LinkValue

    def clean(self, value):
        value = super().clean(value)
        if value["page"] and value["url"]:
            message = _("Please choose a page or give an address, not both.")
            raise StructBlockValidationError({"url": ValidationError(message)})
        if value["url"] and not value[self.meta.words]:
            message = _("Please say in words where the address leads.")
            raise StructBlockValidationError({self.meta.words: ValidationError(message)})
        return value


class CallToActionBlock(LinkBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=100)
    text = blocks.RichTextBlock(label=_("Text"), features=SIMPLE_TEXT, required=False, default="")
    page = PageLinkBlock(label=_("Leads to"), required=False)
    url = address_elsewhere()
    label = blocks.CharBlock(
        label=_("Text of the button"), max_length=60, required=False, default=""
    )

    class Meta:
        group = LEADING_ON
        words = "label"
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


class LinkCardBlock(LinkBlock):
    page = PageLinkBlock(label=_("Page"), required=False)
    url = address_elsewhere()
    title = blocks.CharBlock(
        label=_("Title"),
        max_length=100,
        required=False,
        default="",
        help_text=_("Of an address elsewhere; a page brings its own."),
    )
    text = blocks.TextBlock(label=_("Text"), max_length=200, required=False, default="")

    class Meta:
        words = "title"
        icon = "link"
        label = _("Card")

    def clean(self, value):
        value = super().clean(value)
        if not value["page"] and not value["url"]:
            message = _("Please choose a page or give an address.")
            raise StructBlockValidationError({"page": ValidationError(message)})
        return value


class LinkCardsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=100, required=False, default="")
    cards = blocks.ListBlock(LinkCardBlock(), label=_("Cards"), min_num=1, max_num=9)

    class Meta:
        group = LEADING_ON
        icon = "grip"
        label = _("Link cards")
        description = _("Cards that lead to other pages or to other websites.")
        template = "blocks/link_cards.html"
        preview_template = "blocks/previews/link_cards.html"
        preview_value = PREVIEWS["link_cards"]
