"""The index of the edition's practice examples."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import TranslatableField

from miglobe_site.blocks import BodyBlock
from miglobe_site.pages import EditionPage


class PracticeExampleIndexPage(EditionPage):
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = []

    body = StreamField(BodyBlock(), verbose_name=_("content"), blank=True)

    content_panels = [*EditionPage.content_panels, FieldPanel("body")]
    override_translatable_fields = [
        *EditionPage.override_translatable_fields,
        TranslatableField("body"),
    ]
    search_fields = [*EditionPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("list of practice examples")
        verbose_name_plural = _("lists of practice examples")
