"""Pages of running text: topics, and the legal pages of the footer."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from home import legal_rules
from miglobe_site.fields import StreamField
from miglobe_site.pages.blocks import BodyBlock
from miglobe_site.pages.edition_page import EditionPage


class ContentPage(EditionPage):
    """A page of the edition with a body of blocks."""

    parent_page_types = ["home.HomePage", "home.ContentPage"]
    subpage_types = ["home.ContentPage", "home.VideoPage"]

    body = StreamField(BodyBlock(), verbose_name=_("content"), blank=True)

    content_panels = [*EditionPage.content_panels, FieldPanel("body")]
    override_translatable_fields = [
        *EditionPage.override_translatable_fields,
        TranslatableField("body"),
    ]
    search_fields = [*EditionPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")


class LegalPage(EditionPage):
    """Imprint, privacy, accessibility and easy language: one each, always in the footer."""

    class Kind(models.TextChoices):
        IMPRINT = "imprint", _("Imprint")
        PRIVACY = "privacy", _("Privacy notice")
        ACCESSIBILITY = "accessibility", _("Accessibility")
        EASY_LANGUAGE = "easy-language", _("Easy language")

    bound_to_edition = True
    menu_place = "footer"
    parent_page_types = ["home.HomePage"]
    subpage_types = []

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    body = StreamField(BodyBlock(), verbose_name=_("content"), blank=True)

    content_panels = [*EditionPage.content_panels, FieldPanel("kind"), FieldPanel("body")]
    override_translatable_fields = [
        *EditionPage.override_translatable_fields,
        SynchronizedField("kind", overridable=False),
        TranslatableField("body"),
    ]
    search_fields = [*EditionPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("legal page")
        verbose_name_plural = _("legal pages")

    def publish_errors(self):
        return super().publish_errors() | legal_rules.publish_errors(self)
