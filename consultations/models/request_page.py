"""RequestPage: where advice is requested."""

from datetime import date

from django.core.exceptions import NON_FIELD_ERRORS
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from consultations.promise import due
from editions.links import path_of
from editions.registry import Edition
from home.models import HomePage, LegalPage
from miglobe_site.fields import StreamField
from miglobe_site.pages.blocks import BodyBlock
from miglobe_site.pages.edition_page import EditionPage

from .answer_templates import AnswerTemplatesBlock
from .request_form import RequestForm

ANSWER_DAYS = 3


class RequestPage(EditionPage):
    """The page with the form, one for each edition and language.

    The form is sent to ``views.send``, which shows this page again where something is wrong.
    """

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = []

    body = StreamField(BodyBlock(), verbose_name=_("content"), blank=True)
    answer_days = models.PositiveSmallIntegerField(
        _("working days until the answer"),
        default=ANSWER_DAYS,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
        help_text=_("Whoever asks reads the date, by the holidays of the federal state."),
    )
    contact_name = models.CharField(
        _("person to call"),
        max_length=120,
        blank=True,
        help_text=_("Stands above the telephone number of the edition."),
    )

    answer_templates = StreamField(
        AnswerTemplatesBlock(),
        verbose_name=_("templates of answers"),
        blank=True,
        help_text=_("For staff alone: to choose from when they answer a request."),
    )

    content_panels = [
        *EditionPage.content_panels,
        FieldPanel("answer_days"),
        FieldPanel("contact_name"),
        FieldPanel("body", help_text=_("Stands below the form.")),
        FieldPanel("answer_templates"),
    ]
    override_translatable_fields = [
        *EditionPage.override_translatable_fields,
        SynchronizedField("answer_days", overridable=False),
        SynchronizedField("contact_name", overridable=False),
        TranslatableField("body"),
        SynchronizedField("answer_templates", overridable=False),
    ]
    search_fields = [*EditionPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("page for requests")
        verbose_name_plural = _("pages for requests")

    def publish_errors(self):
        errors = super().publish_errors()
        home = HomePage.objects.ancestor_of(self).first()
        if home and not home.settings.can_be_reached:
            errors[NON_FIELD_ERRORS] = _(
                "Nobody would get the requests: the start page of the edition has neither an "
                "e-mail address for requests nor a telephone number. Please enter one there, under "
                "“Edition”."
            )
        return errors

    @classmethod
    def of(cls, edition: Edition) -> "RequestPage | None":
        """The German page of an edition, live or not."""
        pages = cls.objects.filter(locale__language_code=edition.locale_code())
        return pages.select_related("locale").first()

    @classmethod
    def promise_of(cls, edition: Edition) -> date:
        """By when an edition answers a request of today, also without a page that says so."""
        page = cls.of(edition)
        days = page.answer_days if page else ANSWER_DAYS
        return due(timezone.localdate(), days, edition.key)

    @property
    def promised_for(self):
        """The date by when a request of today is answered."""
        return due(timezone.localdate(), self.answer_days, self.edition.key)

    @cached_property
    def privacy_page(self):
        """The privacy notice in the language of the page, else the German one, if there is any."""
        codes = [self.locale.language_code, self.edition.locale_code()]
        pages = LegalPage.objects.live().filter(
            kind=LegalPage.Kind.PRIVACY, locale__language_code__in=codes
        )
        found = pages.select_related("locale")
        return min(found, key=lambda page: codes.index(page.locale.language_code), default=None)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        form = getattr(request, "request_form", None)
        context["form"] = form or RequestForm(page=self, query=request.GET)
        context["privacy_url"] = self.privacy_page and path_of(self.privacy_page, request)
        return context
