"""HomePage: the start page of an edition, which carries the edition's settings."""

from django.db import models
from django.http import Http404
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
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from editions.cms.checklist_panels import ChecklistPanel
from editions.edition_home import EditionHome
from editions.opening import checklist
from home import legal_rules
from miglobe_site.fields import PhoneField, StreamField
from miglobe_site.pages.blocks import BodyBlock
from miglobe_site.pages.edition_page import EditionPage
from miglobe_site.pages.page_form import EditionHomeForm

from .content_page import LegalPage
from .partner import Partner


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
    body = StreamField(BodyBlock(), verbose_name=_("content"), blank=True)

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
        FieldPanel("body"),
    ]
    edition_panels = [
        MultiFieldPanel(
            [
                FieldPanel("offer_status"),
                FieldPanel("offer_notice"),
                PageChooserPanel("request_page"),
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
        TranslatableField("answer"),
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

        Raises Http404 where this home page is not live: then the whole edition is not on show.
        """
        if not self.live:
            raise Http404
        request.edition_home = self  # the frame of the page that is found needs it again
        if path_components:
            url_path = f"{self.url_path}{'/'.join(path_components)}/"
            page = Page.objects.filter(slug=path_components[-1], url_path=url_path).first()
            if page:
                return page.specific.route(request, [])
        return super().route(request, path_components)

    def get_context(self, request, *args, **kwargs):
        """Add what other apps show on the start page, as safe HTML, through their hooks."""
        context = super().get_context(request, *args, **kwargs)
        shown = (section(self, request) for section in hooks.get_hooks("home_page_section"))
        context["sections"] = list(filter(None, shown))
        return context

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
    def has_contact(self):
        return bool(self.address or self.phone or self.email)
