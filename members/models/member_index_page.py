"""The index of the edition's advisors."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import TranslatableField

from miglobe_site.blocks import BodyBlock
from miglobe_site.pages import EditionPage

from .member_page import MemberPage


class MemberIndexPage(EditionPage):
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["members.MemberPage"]

    body = StreamField(BodyBlock(), verbose_name=_("content"), blank=True)

    content_panels = [*EditionPage.content_panels, FieldPanel("body")]
    override_translatable_fields = [
        *EditionPage.override_translatable_fields,
        TranslatableField("body"),
    ]
    search_fields = [*EditionPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("list of advisors")
        verbose_name_plural = _("lists of advisors")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["members"] = self.members
        return context

    @property
    def members(self):
        """The published profiles of this edition and language, by name."""
        pages = MemberPage.objects.child_of(self).published().for_listing()
        return pages.order_by("last_name", "first_name")
