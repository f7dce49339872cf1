"""PracticeExamplePage: what a municipality did with the advice of MiGlobe."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from editions.registry import PHRASES
from examples import panels, rules, town_motif
from examples.blocks import ApproachBlock, ImagesBlock
from examples.choices import Status
from examples.forms import PracticeExampleForm
from examples.structured_data import article
from miglobe_site.fields import PhoneField, StreamField
from miglobe_site.municipalities.germany import outlines
from miglobe_site.pages.edition_page import EditionPage

from .querysets import ExampleManager
from .release import Release, release_overview
from .rows import COLUMNS, advisors, changed_rows, made_advisors, saved_parts

TEXT = ["bold", "italic", "ol", "ul", "link", *PHRASES]
YEARS = [MinValueValidator(1990), MaxValueValidator(2100)]
TRANSLATED = """
    situation approach results lessons transferable_to quote_text quote_role images
""".split()
#: Facts, which a translation shares with the German page.
SHARED = """
    municipality status start_year end_year quote_name quote_released contact_name contact_role
    contact_email contact_phone is_sample example_topics example_advisors example_downloads
""".split()
MOST_NEIGHBOURS = 3


class PracticeExamplePage(EditionPage):
    """A story that an official can forward. Its release by the municipality is no part of it."""

    base_form_class = PracticeExampleForm
    bound_to_edition = True
    is_about_its_region = False
    menu_place = "list"
    parent_page_types = ["examples.PracticeExampleIndexPage"]
    subpage_types = []

    municipality = models.ForeignKey(
        "municipalities.Municipality",
        verbose_name=_("municipality"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="practice_examples",
        help_text=_("If it is missing in the list, enter it under “Settings → Municipalities”."),
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.COMPLETED
    )
    start_year = models.PositiveSmallIntegerField(
        _("year of the start"), null=True, blank=True, validators=YEARS
    )
    end_year = models.PositiveSmallIntegerField(
        _("year of the end"),
        null=True,
        blank=True,
        validators=YEARS,
        help_text=_("Left empty while it goes on."),
    )
    situation = RichTextField(
        _("initial situation"),
        max_length=1500,
        blank=True,
        features=TEXT,
        help_text=_("Where did the municipality stand, and what did it want?"),
    )
    approach = StreamField(
        ApproachBlock(),
        verbose_name=_("approach"),
        blank=True,
        help_text=_("What was done, who took part, and what did the advisors do?"),
    )
    results = RichTextField(
        _("results"),
        max_length=1500,
        blank=True,
        features=TEXT,
        help_text=_("What is different now? Figures convince."),
    )
    lessons = RichTextField(
        _("what we have learned"),
        max_length=1000,
        blank=True,
        features=TEXT,
        help_text=_("What would the municipality do again, and what otherwise?"),
    )
    transferable_to = models.TextField(
        _("transferable to"),
        max_length=400,
        blank=True,
        help_text=_("For which municipalities is this worth imitating?"),
    )
    quote_text = models.TextField(_("quote"), max_length=400, blank=True)
    quote_name = models.CharField(_("name"), max_length=120, blank=True)
    quote_role = models.CharField(_("role"), max_length=120, blank=True)
    quote_released = models.BooleanField(
        _("the person agrees to the publication of the quote"), default=False
    )
    images = StreamField(
        ImagesBlock(max_num=6),
        verbose_name=_("pictures"),
        blank=True,
        help_text=_("Each needs a description and a credit to be published."),
    )
    contact_name = models.CharField(_("name"), max_length=120, blank=True)
    contact_role = models.CharField(_("role"), max_length=120, blank=True)
    contact_email = models.EmailField(_("e-mail"), blank=True)
    contact_phone = PhoneField(_("telephone"), max_length=40, blank=True)
    is_sample = models.BooleanField(
        _("sample content"),
        default=False,
        help_text=_("The page says that its content is a sample that staff have not checked yet."),
    )

    objects = ExampleManager()  # type: ignore[misc]  # Wagtail's pages declare it otherwise

    edit_handler = panels.edit_handler()

    override_translatable_fields = [
        *EditionPage.override_translatable_fields,
        *(TranslatableField(name) for name in TRANSLATED),
        *(SynchronizedField(name, overridable=False) for name in SHARED),
    ]
    search_fields = [
        *EditionPage.search_fields,
        *(index.SearchField(name) for name in ("situation", "approach", "results", "lessons")),
        index.RelatedFields("municipality", [index.SearchField("name")]),
        index.RelatedFields(
            "example_topics", [index.RelatedFields("topic", [index.SearchField("name_de")])]
        ),
    ]

    class Meta:
        verbose_name = _("practice example")
        verbose_name_plural = _("practice examples")

    def publish_errors(self):
        return super().publish_errors() | rules.publish_errors(self)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["neighbours"] = self.neighbours
        context["motif"] = town_motif.of_example(self, self.town, self.edition)
        context["state_path"] = outlines()["states"][self.edition.key]["path"]
        return context

    @property
    def is_released(self):
        return Release.objects.of(self).current().exists()

    @property
    def release_overview(self) -> dict:
        return release_overview(self)

    @property
    def period(self):
        start, end = self.start_year, self.end_year
        if not start or start == end:
            return str(start or "")
        if end:
            return f"{start}–{end}"
        since = _("since %(year)s") if self.status == Status.ONGOING else _("from %(year)s")
        return since % {"year": start}

    @property
    def when(self):
        """The period, and the status while the example is not completed."""
        status = "" if self.status == Status.COMPLETED else str(self.get_status_display())
        return ", ".join(filter(None, [self.period, status]))

    @cached_property
    def saved_parts(self):
        return saved_parts(self)

    @cached_property
    def town(self):
        """The municipality; of a saved page without a query of its own."""
        if not self.pk or "municipality" in self._state.fields_cache:
            return self.municipality
        return self.saved_parts["municipality"]

    @cached_property
    def topics(self):
        rows = changed_rows(self, "example_topics")
        return self.saved_parts["topics"] if rows is None else [row.topic for row in rows]

    @cached_property
    def advisors(self):
        """The advisors whose profiles are on show."""
        rows = changed_rows(self, "example_advisors")
        if rows is None:
            return self.saved_parts["advisors"]
        found = advisors(self, pk__in=[row.member_id for row in rows])
        return made_advisors(self, found.values_list(*COLUMNS))

    @cached_property
    def downloads(self):
        rows = changed_rows(self, "example_downloads")
        return self.saved_parts["downloads"] if rows is None else [row.document for row in rows]

    @property
    def documents_block(self):
        """The downloads as the template of a document list wants them."""
        return {"heading": _("To download"), "documents": self.downloads}

    @cached_property
    def neighbours(self):
        """Other examples of the edition with most of the same topics."""
        slugs = [topic.slug for topic in self.topics]
        others = PracticeExamplePage.objects.published().filter(locale=self.locale_id)
        others = others.exclude(pk=self.pk).select_related("municipality")
        return list(others.sharing_topics(slugs)[:MOST_NEIGHBOURS])

    @property
    def has_contact(self):
        return bool(self.contact_name or self.contact_email or self.contact_phone)

    @property
    def structured_data(self):
        graph = super().structured_data
        graph["@graph"].append(article(self))
        return graph
