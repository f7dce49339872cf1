"""Blocks with pictures, videos and files; all pictures of a body are read at once."""

from contextvars import ContextVar

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock

from .block_groups import MEDIA, SIMPLE_TEXT
from .block_previews import PREVIEWS
from .link_blocks import check_address_elsewhere, host_of

#: The blocks that show a picture of their own, in ``image``.
WITH_IMAGE = {"image", "external_video"}
#: The pictures of the body that is being read: {id: picture}, or None.
_pictures_at_hand: ContextVar[dict | None] = ContextVar("pictures_at_hand", default=None)


class PictureChooserBlock(ImageChooserBlock):
    """Takes its picture from those that read_body() has read for all blocks of a body at once."""

    def bulk_to_python(self, values):
        pictures = _pictures_at_hand.get()
        if pictures is None:
            return super().bulk_to_python(values)
        return [pictures.get(pk) for pk in values]


class CaptionedImageBlock(blocks.StructBlock):
    image = PictureChooserBlock(label=_("Picture"))
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


class PictureBlock(CaptionedImageBlock):
    """A picture in the body of a page, by itself or with a text beside it."""

    look = blocks.ChoiceBlock(
        [
            ("wide", _("wide, by itself")),
            ("small", _("small, by itself")),
            ("left", _("left, with the text on its right")),
            ("right", _("right, with the text on its left")),
        ],
        default="wide",
        label=_("Size and side"),
        search_index=False,
    )
    text = blocks.RichTextBlock(
        label=_("Text beside the picture"),
        features=SIMPLE_TEXT,
        required=False,
        default="",
        help_text=_("On a telephone it stands below the picture."),
    )
    more = blocks.ListBlock(
        CaptionedImageBlock(),
        label=_("More pictures"),
        default=[],
        max_num=11,
        help_text=_("With these, all pictures stand beside one another, as a gallery."),
    )

    class Meta:
        group = MEDIA
        label = _("Picture or gallery")
        description = _(
            "A picture with caption, large, small or with a text beside it; several are a gallery."
        )
        template = "blocks/picture.html"
        preview_template = "blocks/previews/image.html"
        preview_value = {"caption": PREVIEWS["caption"], "text": PREVIEWS["picture_text"]}


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
        group = MEDIA
        icon = "media"
        label = _("Video")
        description = _("The film of a video page, with its subtitles and its transcript.")
        template = "blocks/video.html"
        preview_template = "blocks/previews/video.html"


class ExternalVideoBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    url = blocks.URLBlock(
        label=_("Address"),
        validators=[check_address_elsewhere],
        help_text=_("The page of the video at the other website; it begins with https://."),
    )
    image = PictureChooserBlock(label=_("Picture"))
    text = blocks.TextBlock(label=_("Text"), max_length=300, required=False, default="")

    class Meta:
        group = MEDIA
        icon = "link-external"
        label = _("Video on another website")
        description = _("A picture that leads to a video elsewhere; nothing is loaded from there.")
        template = "blocks/external_video.html"
        preview_template = "blocks/previews/external_video.html"
        preview_value = PREVIEWS["external_video"]

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["host"] = host_of(value.get("url"))
        return context


class DocumentListBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=100, required=False, default="")
    documents = blocks.ListBlock(DocumentChooserBlock(), label=_("Documents"), min_num=1)

    class Meta:
        group = MEDIA
        icon = "doc-full"
        label = _("Document list")
        description = _("Files to download, with their type and size.")
        template = "blocks/documents.html"
        preview_template = "blocks/previews/documents.html"
        preview_value = {"heading": PREVIEWS["documents"]}


def pictures_of(stream):
    """Return {id: picture} of the blocks that show one of their own."""
    raw = [block["value"] for block in stream.raw_data if block["type"] in WITH_IMAGE]
    raw += [item.get("value") for value in raw for item in value.get("more") or ()]
    ids = {value.get("image") for value in raw} - {None}
    return get_image_model().objects.in_bulk(ids) if ids else {}


def read_body(stream):
    """Read all that the blocks of a body show: pictures and renditions in one query each."""
    token = _pictures_at_hand.set(pictures_of(stream))
    try:
        values = [(block.block_type, block.value) for block in stream]
    finally:
        _pictures_at_hand.reset(token)
    shown = [value for name, value in values if name in WITH_IMAGE]
    shown += [each for value in shown for each in value.get("more") or ()]
    images = [value.get("image") for value in shown]
    images += [value["page"].poster for name, value in values if name == "video" and value["page"]]
    prefetch_related_objects([image for image in images if image], "renditions")
