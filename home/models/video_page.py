"""VideoPage: a video that everybody can follow."""

import logging

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.images.models import SourceImageIOError
from wagtail.models import PageManager, PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField
from wagtailmedia.edit_handlers import MediaChooserPanel

from editions.homes import on_show
from editions.registry import PHRASES, language_tag, parse_code
from home.video_form import VideoPageForm
from home.videos import chapters, rules, transcript
from home.videos.captions import CaptionsStream, own_name
from home.videos.structured_data import video_object
from miglobe_site.fields import LinesField, StreamField
from miglobe_site.pages.edition_page import SHARING_IMAGE, EditionPage

from .media import CustomImage, CustomMedia

logger = logging.getLogger(__name__)

POSTER = "width-1200|format-webp"
VIDEO_FIELDS = ("mp4", "webm", "described_video")
#: What copies have from the original: the files and what belongs to their sound.
SHARED = ("announced", *VIDEO_FIELDS, "captions", "as_of", "checked_film")
TRANSLATED = ("transcript", "no_description_reason", "chapters", "rights")
#: What tells of the film as it is, whichever edition shows it.
ABOUT_FILM = ("transcript", "chapters", "rights")
#: What is made for one film, and may not fit another one.
MADE_FOR_FILM = ("webm", "captions", "transcript", "chapters", "described_video")


def video_field(name, **options):
    return models.ForeignKey(
        CustomMedia,
        verbose_name=name,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        **options,
    )


class VideoQuerySet(PageQuerySet):
    def for_player(self):
        """With all that the player shows, in the same query."""
        return self.select_related(*VIDEO_FIELDS, "poster", "locale")

    def playable(self):
        """What the public may see with a film to play, with all that a link to it shows."""
        films = self.filter(on_show(), announced=False).exclude(mp4=None)
        return films.select_related("locale", "mp4", "poster").prefetch_related(
            "poster__renditions"
        )

    def showing(self, video):
        """Those live that show a video, not only announce it."""
        has_it = models.Q(*((name, video) for name in VIDEO_FIELDS), _connector=models.Q.OR)
        return self.live().filter(has_it, announced=False)


VideoManager = PageManager.from_queryset(VideoQuerySet)


class VideoPage(EditionPage):
    """A video with subtitles, transcript, chapters, and what is decided on audio description."""

    base_form_class = VideoPageForm
    verbatim = ABOUT_FILM
    parent_page_types = ["home.HomePage", "home.ContentPage"]
    subpage_types = []

    announced = models.BooleanField(
        _("only announce the film"),
        default=False,
        help_text=_(
            "The film is not there yet: the page says that it will follow. Untick this when all "
            "that is needed is filled in below."
        ),
    )
    mp4 = video_field(
        _("film (MP4)"), help_text=_("Needed to publish. All browsers play MP4 (H.264 and AAC).")
    )
    webm = video_field(
        _("film (WebM)"), help_text=_("If you like: the same film, mostly in a smaller file.")
    )
    poster = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("still picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Needed to publish. Shown before the film starts; best a frame of it."),
    )
    captions = StreamField(
        CaptionsStream(),
        verbose_name=_("subtitles"),
        blank=True,
        help_text=_(
            "Needed to publish, in German at least: what is said, who says it, and sounds that "
            "matter. Faults are named by line when you save."
        ),
    )
    transcript = RichTextField(
        _("transcript"),
        blank=True,
        features=["bold", "italic", "h3", "link", *PHRASES],
        help_text=_(
            "Needed to publish: all that is said and what is to be seen. A paragraph that begins "
            "with its time, such as [0:12], becomes a place to jump to."
        ),
    )
    described_video = video_field(
        _("version with audio description"),
        help_text=_("The film with a voice that says what is to be seen, for blind people."),
    )
    no_description_reason = models.CharField(
        _("why no audio description is needed"),
        max_length=300,
        blank=True,
        help_text=_("For example: all that is to be seen is also said. Shown on the page."),
    )
    chapters = LinesField(
        _("chapters"),
        max_length=3000,
        blank=True,
        validators=[chapters.validate],
        help_text=_("One in each line, with its time: 0:00 Welcome"),
    )
    rights = models.CharField(
        _("rights"), max_length=200, blank=True, help_text=_("Who made the film, as shown.")
    )
    as_of = models.DateField(_("as of"), null=True, blank=True)
    #: The hash of the film that all of MADE_FOR_FILM was last checked against.
    checked_film = models.CharField(max_length=40, blank=True, editable=False)

    objects = VideoManager()  # type: ignore[misc]  # Wagtail's pages declare it otherwise

    content_panels = [
        *EditionPage.first_panels,
        FieldPanel(
            "summary",
            heading=_("Description"),
            help_text=_("Needed to publish: what the film is about, in one or two sentences."),
        ),
        MultiFieldPanel(
            [
                FieldPanel("announced"),
                MediaChooserPanel("mp4", media_type="video"),
                FieldPanel("fits_film"),
                MediaChooserPanel("webm", media_type="video"),
                FieldPanel("poster"),
            ],
            _("Film"),
        ),
        FieldPanel("captions"),
        FieldPanel("transcript"),
        MultiFieldPanel(
            [
                MediaChooserPanel("described_video", media_type="video"),
                FieldPanel("no_description_reason"),
            ],
            _("Audio description"),
        ),
        FieldPanel("chapters"),
        FieldPanel("rights"),
        FieldPanel("as_of"),
    ]
    override_translatable_fields = [
        *EditionPage.override_translatable_fields,
        *(SynchronizedField(name, overridable=False) for name in SHARED),
        SynchronizedField("poster"),
        *(TranslatableField(name) for name in TRANSLATED),
    ]
    search_fields = [*EditionPage.search_fields, index.SearchField("transcript")]

    class Meta:
        verbose_name = _("video page")
        verbose_name_plural = _("video pages")

    def clean(self):
        super().clean()
        if errors := rules.file_errors(self):
            raise ValidationError(errors)

    def publish_errors(self):
        errors = super().publish_errors()
        return errors if self.announced else errors | rules.publish_errors(self)

    def save_revision(self, *args, **kwargs):
        if self.mp4 and not self.checked_film:
            self.checked_film = self.mp4.file_hash
        return super().save_revision(*args, **kwargs)

    @property
    def made_for_other_film(self):
        """The names of the fields that were made for a film that has been replaced since."""
        if not self.mp4 or self.checked_film in ("", self.mp4.file_hash):
            return []
        return [name for name in MADE_FOR_FILM if getattr(self, name)]

    @property
    def offered_webm(self):
        """The film as WebM, unless it may be the one before."""
        return None if "webm" in self.made_for_other_film else self.webm

    @property
    def is_shown(self):
        """Whether visitors can play the video."""
        return bool(self.mp4) and not self.announced

    @property
    def language(self):
        """The language of the page as browsers know it."""
        return language_tag(parse_code(self.locale.language_code)[0])

    @property
    def tracks(self):
        """The subtitles, each with "language" and "text"."""
        return [block.value for block in self.captions]

    @property
    def track_names(self):
        """(language, what its speakers call it) of the subtitles."""
        return [(track["language"], own_name(track["language"])) for track in self.tracks]

    @cached_property
    def chapter_list(self):
        return chapters.chapters(self.chapters)

    @property
    def transcript_html(self):
        return transcript.render(self.transcript)

    @cached_property
    def poster_url(self):
        """Address of the still picture, "" where it is missing or damaged."""
        try:
            return self.poster.get_rendition(POSTER).url if self.poster else ""
        except SourceImageIOError:
            return ""

    def make_renditions(self):
        """Make the sizes of the still picture that are shown; a damaged one makes none."""
        try:
            if self.poster:
                self.poster.get_renditions(POSTER, SHARING_IMAGE)
        except (SourceImageIOError, OSError):
            logger.exception("The sizes of a still picture could not be made.")

    @property
    def sharing_image(self):
        return self.listing_image or self.poster

    def get_context(self, request, *args, **kwargs):
        self.read_files()
        return super().get_context(request, *args, **kwargs)

    def read_files(self):
        """Read the videos in one query, the still picture and its renditions in two."""
        ids = {name: getattr(self, f"{name}_id") for name in VIDEO_FIELDS}
        videos = CustomMedia.objects.in_bulk(filter(None, ids.values()))
        for name, pk in ids.items():
            setattr(self, name, videos.get(pk))
        images = CustomImage.objects.prefetch_related("renditions")
        self.poster = images.filter(pk=self.poster_id).first()

    @property
    def structured_data(self):
        graph = super().structured_data
        if self.is_shown:
            graph["@graph"].append(video_object(self))
        return graph
