"""HomePage: the start page of an edition, which carries the edition's settings."""

from django.db import models
from django.http import Http404
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
)
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from editions.cms.checklist_panels import ChecklistPanel
from editions.edition_home import EditionHome
from editions.links import path_of
from editions.opening import checklist
from home import legal_rules
from home.start_blocks import ConsultationBlock, StartBlock
from miglobe_site.fields import PhoneField, StreamField
from miglobe_site.pages.block_groups import SIMPLE_TEXT
from miglobe_site.pages.edition_page import EditionPage
from miglobe_site.pages.page_form import EditionHomeForm

from .content_page import LegalPage
from .partner import Partner
from .video_page import VideoPage

#: What the offer is, in the words of the edition.
OFFER = """
    answer cost behalf request_label find_label steps eligibility cost_details
""".split()


class HomePage(EditionHome, EditionPage):
    """The start page of one edition in one language.

    The federal state and short name of the edition come from its locale, see ``edition``.
    """

    base_form_class = EditionHomeForm
    bound_to_edition = True
    is_creatable = False  # an edition is opened as a whole: editions/opening.py
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.ContentPage",
        "home.LegalPage",
        "home.VideoPage",
        "members.MemberIndexPage",
        "examples.PracticeExampleIndexPage",
        "consultations.RequestPage",
    ]

    shared_settings = (
        *EditionHome.shared_settings,
        "provider",
        "address",
        "phone",
        "email",
        "request_email",
        "imprint_represented_by",
        "imprint_register",
        "imprint_vat_id",
        "imprint_responsible",
        "accessibility_contact",
        "enforcement_body",
        "partners",
    )

    question = models.CharField(
        _("question to the municipality"),
        max_length=200,
        blank=True,
        help_text=_("The large sentence with which the start page opens."),
    )
    answer = models.CharField(_("answer"), max_length=120, blank=True)
    cost = models.CharField(
        _("what the advice costs"),
        max_length=120,
        blank=True,
        help_text=_(
            "The line below the question, and at the top of the page for requests: for example "
            "“Free of charge for municipalities”."
        ),
    )
    behalf = models.CharField(
        _("on whose behalf"),
        max_length=120,
        blank=True,
        help_text=_("Stands after what the advice costs."),
    )
    request_label = models.CharField(
        _("button to the page for requests"),
        max_length=50,
        blank=True,
        help_text=_("Left empty: “Request free advice”."),
    )
    find_label = models.CharField(
        _("button to the advisors"),
        max_length=50,
        blank=True,
        help_text=_("Left empty: “Find advisors”."),
    )
    steps = StreamField(
        ConsultationBlock(min_num=3, max_num=5, required=False),
        verbose_name=_("steps of a consultation"),
        blank=True,
        help_text=_(
            "Three to five. A block “Steps” without steps of its own shows them, on any page."
        ),
    )
    eligibility = RichTextField(_("who can ask"), max_length=600, blank=True, features=SIMPLE_TEXT)
    cost_details = RichTextField(_("who pays"), max_length=600, blank=True, features=SIMPLE_TEXT)
    body = StreamField(StartBlock(), verbose_name=_("content"), blank=True)

    provider = models.CharField(_("responsible organisation"), max_length=200, blank=True)
    address = models.TextField(_("address"), max_length=300, blank=True)
    phone = PhoneField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    request_email = models.EmailField(
        _("e-mail for requests"),
        blank=True,
        help_text=_("Requests for advice are sent here. Not shown on the website."),
    )
    imprint_represented_by = models.CharField(_("represented by"), max_length=200, blank=True)
    imprint_register = models.CharField(_("register entry"), max_length=200, blank=True)
    imprint_vat_id = models.CharField(_("VAT identification number"), max_length=40, blank=True)
    imprint_responsible = models.CharField(
        _("responsible for the content"), max_length=300, blank=True
    )
    accessibility_contact = models.EmailField(_("contact for accessibility"), blank=True)
    enforcement_body = models.TextField(
        _("enforcement body for accessibility"), max_length=500, blank=True
    )

    content_panels = [
        ChecklistPanel(heading=_("Before publishing")),
        FieldPanel("title"),
        FieldPanel("claim"),
        FieldPanel("question"),
        FieldPanel("answer"),
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldPanel("cost"),
                FieldPanel("behalf"),
                FieldPanel("request_label"),
                FieldPanel("find_label"),
            ],
            _("Price and buttons"),
        ),
        MultiFieldPanel(
            [FieldPanel("steps"), FieldPanel("eligibility"), FieldPanel("cost_details")],
            _("How a consultation works"),
        ),
        FieldPanel("body"),
    ]
    edition_panels = [
        MultiFieldPanel(
            [
                FieldPanel("offer_status"),
                FieldPanel("offer_notice"),
                PageChooserPanel("request_page", "consultations.RequestPage"),
                FieldPanel("advisors_word"),
            ],
            _("Offer"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("provider"),
                FieldPanel("address"),
                FieldPanel("phone"),
                FieldPanel("email"),
                FieldPanel("request_email"),
            ],
            _("Contact"),
        ),
        InlinePanel("partners", heading=_("Partners and funders"), label=_("Partner or funder")),
        MultiFieldPanel(
            [
                FieldPanel("imprint_represented_by"),
                FieldPanel("imprint_register"),
                FieldPanel("imprint_vat_id"),
                FieldPanel("imprint_responsible"),
            ],
            _("Imprint data"),
        ),
        MultiFieldPanel(
            [FieldPanel("accessibility_contact"), FieldPanel("enforcement_body")],
            _("Accessibility"),
        ),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList(edition_panels, heading=_("Edition")),
            ObjectList(EditionPage.promote_panels, heading=_("Promote")),
        ]
    )

    override_translatable_fields = [
        *EditionPage.override_translatable_fields,
        TranslatableField("claim"),
        TranslatableField("question"),
        *(TranslatableField(name) for name in OFFER),
        TranslatableField("body"),
        TranslatableField("offer_notice"),
        *(SynchronizedField(name, overridable=False) for name in shared_settings),
    ]
    search_fields = [
        *EditionPage.search_fields,
        index.SearchField("question"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("start page of an edition")
        verbose_name_plural = _("start pages of editions")

    def publish_errors(self):
        on_show = LegalPage.objects.filter(locale=self.locale_id, live=True)
        errors = legal_rules.settings_errors(self, on_show) if self.german is self else {}
        return errors | super().publish_errors() | checklist.publish_errors(self)

    def route(self, request, path_components):
        """Find a page below in two queries at any depth; Wagtail needs two for each level.

        What a page shows one step below its own address, such as a feed, its route() knows.

        Raises Http404 where this home page is not live: then the whole edition is not on show.
        """
        if not self.live:
            raise Http404
        request.edition_home = self  # the frame of the page that is found needs it again
        if path_components:
            *above, last = path_components
            below = {f"{self.url_path}{'/'.join(path_components)}/": []}
            if above:
                below[f"{self.url_path}{'/'.join(above)}/"] = [last]
            slugs = path_components[-2:]
            pages = Page.objects.filter(slug__in=slugs, url_path__in=below)
            if page := pages.order_by("-depth").first():
                return page.specific.route(request, below[page.url_path])
        return super().route(request, path_components)

    def get_context(self, request, *args, **kwargs):
        """Add ``parts``: {name of a block: what renders it}, of this and of other apps.

        Other apps give theirs through the hook home_page_parts.
        """
        context = super().get_context(request, *args, **kwargs)
        context["parts"] = parts = {"film": self.film_part}
        for parts_of_app in hooks.get_hooks("home_page_parts"):
            parts.update(parts_of_app(self, request))
        if "people" in parts:
            context["people"] = parts["people"]()
        return context

    def film_part(self, value):
        """Show a film of the edition that can be played: the chosen one, else the first."""
        films = list(VideoPage.objects.playable().filter(locale=self.locale_id).order_by("path"))
        key = value["page"].translation_key if value.get("page") else None
        film = next((film for film in films if film.translation_key == key), None)
        film = film or next(iter(films), None)
        context = {"film": film, "url": film and path_of(film), "value": value}
        return render_to_string("home/parts/film.html", context) if film else ""

    @cached_property
    def partner_groups(self):
        """Partners by role, in the order of the roles: [(label, [Partner, …]), …]."""
        partners = list(self.partners.select_related("logo"))
        groups = [
            (role.label, [partner for partner in partners if partner.role == role])
            for role in Partner.Role
        ]
        return [group for group in groups if group[1]]

    def missing_details(self, *chosen):
        """The names of settings that are empty though legal pages must show them.

        ``chosen``: of which legal pages, see legal_rules.DETAILS.
        """
        return [self.label_of(name) for name in legal_rules.empty_details(self, set(chosen))]

    @property
    def answers_go_to(self) -> str:
        return self.email or self.request_email

    @property
    def can_be_reached(self) -> bool:
        """Whether somebody would get a request: staff by mail, or at least on the telephone."""
        return bool(self.request_email or self.phone)

    @property
    def takes_requests(self):
        return super().takes_requests and self.german.can_be_reached

    @property
    def has_contact(self):
        return bool(self.address or self.phone or self.email)
