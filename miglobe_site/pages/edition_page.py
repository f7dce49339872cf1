"""EditionPage: the abstract base of every page type."""

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.widgets.slug import SlugInput
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model_string
from wagtail.images.models import SourceImageIOError
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from editions.boundaries import check_tree
from editions.frame import Frame
from editions.links import at_hand, linked_ids, remember
from editions.origins.keep_up import count_version
from editions.origins.panel import OriginPanel, RegionWordsPanel
from editions.registry import parse_code
from editions.sync import unfinished
from miglobe_site.files import social_card
from miglobe_site.pages import pictures, publishing, structured_data
from miglobe_site.pages.media_blocks import read_body
from miglobe_site.pages.page_form import EditionPageForm, PageCopyForm
from miglobe_site.pages.reserved import why_reserved
from miglobe_site.slugs import FORMATTERS, slug_of
from miglobe_site.texts import CleanTexts

#: The size in which social media want a picture.
SHARING_IMAGE = "fill-1200x630|format-jpeg"
SHORTEST_DESCRIPTION = 50


class EditionPage(CleanTexts, Page):
    """A page of an edition.

    Subclasses declare ``parent_page_types`` and ``subpage_types`` and name each of their own fields
    in ``override_translatable_fields``; ``manage.py check`` reports what is missing.
    """

    base_form_class = EditionPageForm
    copy_form_class = PageCopyForm

    #: True where pages of this type never cross into another edition (they may be translated
    #: inside their own). Guarded by editions: takeover and boundaries.
    bound_to_edition = False
    #: "menu": listed in the main menu where staff tick it; "footer": always in the footer; "list":
    #: in the list of its kind alone.
    menu_place = "menu"
    #: What the type shows right below its own address by route(): no page there can be named so.
    view_slugs: tuple[str, ...] = ()
    #: Whether the page narrows a list by the query of its address, which other editions know too.
    is_list = False
    #: Fields with a picture that a name beside it stands for; all others need words of their own.
    named_images: tuple[str, ...] = ()
    #: Fields with somebody else's words, in which those of the region stay when another edition
    #: takes the page over. In a block, ``verbatim`` of its Meta says so.
    verbatim: tuple[str, ...] = ()
    #: False where words of other regions are no mistake, since a page is about a person or a town.
    is_about_its_region = True
    #: How long browsers may keep the pictures of such pages.
    image_cache = "max-age=86400"

    #: Titles of pages may say where a long word is broken.
    running_lines = ("title", "draft_title", "seo_title")

    summary = models.TextField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences, shown under the title and by search engines."),
    )
    listing_image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("listing picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown where the page is shared, for example in social media."),
    )
    noindex = models.BooleanField(
        _("hide from search engines"),
        default=False,
        help_text=_("The page stays public but is left out of search engines and the site map."),
    )

    #: What an edition knew of the source when it made this version of a copy: see editions.origins.
    base = models.ForeignKey(
        "editions.OriginBase",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    exclude_fields_in_copy = ["base"]

    #: How the content panels of each page type begin.
    first_panels = [
        OriginPanel(heading=_("From another edition")),
        RegionWordsPanel(heading=_("Words of other regions")),
        *Page.content_panels,
    ]
    content_panels = [*first_panels, FieldPanel("summary")]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug", widget=SlugInput(formatters=FORMATTERS)),
                FieldPanel("show_in_menus"),
                FieldPanel("listing_image"),
            ],
            _("On this website"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("noindex"),
            ],
            _("In search engines"),
        ),
    ]

    override_translatable_fields = [
        TranslatableField("title"),
        TranslatableField("slug"),
        TranslatableField("seo_title"),
        TranslatableField("search_description"),
        TranslatableField("summary"),
        SynchronizedField("show_in_menus"),
        SynchronizedField("listing_image"),
        SynchronizedField("noindex"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary")]

    class Meta:
        abstract = True

    def _set_core_field_defaults(self):
        if self.slug:
            self.slug = slug_of(self.slug)
        if not self.slug and self.path:
            name = slug_of(self.title) or slug_of(str(self._meta.verbose_name))
            self.slug = self._get_autogenerated_slug(name)
        super()._set_core_field_defaults()

    def _get_autogenerated_slug(self, base_slug):
        """Return a free address; one that is reserved counts as taken."""
        taken = why_reserved(base_slug, self.get_parent())
        return super()._get_autogenerated_slug(f"{base_slug}-2" if taken else base_slug)

    def clean(self):
        super().clean()
        check_tree(self)
        if reason := why_reserved(self.slug, self.get_parent() if self.path else None):
            raise ValidationError({"slug": reason})

    def minimal_clean(self):
        super().minimal_clean()
        check_tree(self)

    def publish_errors(self):
        """Return {field name: message} of what keeps this page from going live; {} lets it.

        Page types extend it; NON_FIELD_ERRORS names what belongs to no field. It is asked by the
        editor's form and, however a page goes live, by save().
        """
        return pictures.publish_errors(self) | unfinished.publish_errors(self)

    def label_of(self, name):
        """What a name in publish_errors() is called, with a capital; "" for no field."""
        try:
            label = str(self._meta.get_field(name).verbose_name)
        except (FieldDoesNotExist, AttributeError):  # a relation has no name of its own
            return ""
        return label[:1].upper() + label[1:]

    def save(self, *args, **kwargs):
        """Save, unless the page would be live though something that its type demands is missing.

        Raises PublishingBlocked.
        """
        written = kwargs.get("update_fields")
        if self.live and (written is None or "live" in written):
            publishing.check(self)
        return super().save(*args, **kwargs)

    def save_revision(self, *args, **kwargs):
        """Make a version that the history offers, also where no editor but code has written it."""
        revision = super().save_revision(*args, **kwargs)
        if "log_action" not in kwargs:
            log(
                instance=self,
                action="wagtail.edit",
                user=kwargs.get("user"),
                revision=revision,
                content_changed=True,
            )
        if self.base_id:
            count_version(self)
        return revision

    @classmethod
    def hidden_from_search_engines(cls):
        """The pages of this type that search engines may not list."""
        return cls.objects.filter(noindex=True)

    @property
    def is_hidden_from_search_engines(self):
        return self.noindex

    @cached_property
    def edition(self):
        """The Edition whose tree this page stands in."""
        return parse_code(self.locale.language_code)[1]

    @property
    def description(self):
        """What search engines and shared links show below the title; needs the frame.

        A few words tell nobody whether the page is worth a visit: a sentence on MiGlobe follows.
        """
        own = self.search_description or self.summary
        if len(own) >= SHORTEST_DESCRIPTION:
            return own
        words = f"{self.title}: {own}".rstrip(".") if own else self.title
        return f"{words}. " + _(
            "MiGlobe advises municipalities in %(state)s on their development policy."
        ) % {"state": self.frame.edition.state}

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        streams = [field for field in self._meta.fields if isinstance(field, StreamField)]
        texts = [field for field in self._meta.fields if isinstance(field, RichTextField)]
        linked = linked_ids("".join(field.value_to_string(self) for field in [*streams, *texts]))
        context["frame"] = self.frame = Frame(request, self, linked)
        if self.locale_id == self.frame.home.locale_id:
            self.locale = self.frame.home.locale  # read already
        remember(self.frame.link_urls)
        with at_hand(self.frame.linked_pages):
            for field in streams:
                read_body(field.value_from_object(self))
        return context

    @property
    def structured_data(self):
        """JSON-LD of the page; needs the frame that get_context() makes."""
        return structured_data.of_page(self, self.frame)

    def forbids_image(self, image):
        """Whether no page may show a picture to the public, because of this one."""
        return False

    @property
    def sharing_image(self):
        """The picture that the page is shared with, or None."""
        return self.listing_image

    @property
    def social_image(self):
        """Absolute URL of the picture that the page is shared with, its own or the edition's."""
        if image := self.sharing_image:
            try:
                rendition = image.get_rendition(SHARING_IMAGE)
                return structured_data.absolute(rendition.url)
            except SourceImageIOError:
                pass  # a damaged picture must not take the page down
        return social_card.url(self.frame.edition, self.frame.language)
