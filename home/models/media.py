"""Pictures, their renditions, documents and videos."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import AbstractImage, AbstractRendition, SourceImageIOError
from wagtail.search import index
from wagtail.utils.file import hash_filelike
from wagtailmedia import get_permission_policy
from wagtailmedia.models import AbstractMedia, MediaType

from miglobe_site.files.decoding import decoding
from miglobe_site.texts import CleanTexts


class CustomImage(CleanTexts, AbstractImage):
    """A picture; its description is the alternative text wherever none is given with the use."""

    credit = models.CharField(
        _("credit"), max_length=255, blank=True, help_text=_("Who made the picture, as shown.")
    )
    is_decorative = models.BooleanField(
        _("only decoration"),
        default=False,
        help_text=_("The picture tells nothing that the text does not; screen readers skip it."),
    )
    #: The file before staff turned or cropped it, if they did; see home.picture_changes.
    original = models.FileField(blank=True, editable=False)

    admin_form_fields = (
        "title",
        "file",
        "description",
        "is_decorative",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields = [*AbstractImage.search_fields, index.SearchField("credit")]

    @property
    def credit_line(self) -> str:
        """The credit as it stands below the picture; "Drawing: MiGlobe" says itself what it is."""
        if not self.credit or ":" in self.credit:
            return self.credit
        return f"{_('Picture:')} {self.credit}"

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def generate_rendition_file(self, *args, **kwargs):
        """Treat a damaged file as a missing one, for which Wagtail's tags show a placeholder."""
        try:
            with decoding(self.width * self.height):
                return super().generate_rendition_file(*args, **kwargs)
        except (SourceImageIOError, InvalidFilterSpecError):
            raise
        except Exception as error:  # Pillow raises many kinds for damaged files
            raise SourceImageIOError(f"{self.file.name} cannot be read") from error

    @property
    def default_alt_text(self):
        """The description, or nothing: a file name read aloud helps nobody."""
        return "" if self.is_decorative else self.description


class CustomRendition(AbstractRendition):
    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition"
            )
        ]


class CustomDocument(CleanTexts, AbstractDocument):
    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")


class CustomMedia(CleanTexts, AbstractMedia):
    """A video; its length and size are read from the file (home.media_form)."""

    file_size = models.PositiveBigIntegerField(_("file size"), default=0, editable=False)
    file_hash = models.CharField(max_length=40, blank=True, editable=False)

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractMedia.Meta):
        verbose_name = _("video")
        verbose_name_plural = _("videos")

    def describe(self, info):
        """Note what a home.videos.container.VideoInfo tells about the file."""
        self.type = MediaType.VIDEO
        self.duration, self.width, self.height = info.duration, info.width, info.height
        self.file_size = self.file.size
        self.file.seek(0)
        self.file_hash = hash_filelike(self.file)
        self.file.seek(0)

    def is_usable_by(self, user: AbstractBaseUser | AnonymousUser) -> bool:
        """Whether the video lies in a collection of the user's edition."""
        policy = get_permission_policy()
        return policy.user_has_any_permission_for_instance(user, ["change", "delete"], self)

    @property
    def content_type(self):
        return f"video/{self.file_extension}"
