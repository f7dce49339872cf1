"""The index of the edition's advisors: a directory, and below it what staff write."""

from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import TranslatableField

from editions.links import path_of
from members.directory import shortlist_page
from members.directory.listing import Directory
from members.directory.shortlist import SHORTLIST_SLUG
from miglobe_site.fields import StreamField
from miglobe_site.pages.blocks import BodyBlock
from miglobe_site.pages.edition_page import EditionPage

from .member_page import MemberPage


class MemberIndexPage(EditionPage):
    is_list = True
    view_slugs = (SHORTLIST_SLUG,)
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["members.MemberPage", "members.MemberSelectionPage"]

    body = StreamField(BodyBlock(), verbose_name=_("content"), blank=True)

    content_panels = [
        *EditionPage.content_panels,
        FieldPanel("body", help_text=_("Shown below the profiles.")),
    ]
    override_translatable_fields = [
        *EditionPage.override_translatable_fields,
        TranslatableField("body"),
    ]
    search_fields = [*EditionPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("list of advisors")
        verbose_name_plural = _("lists of advisors")

    def route(self, request, path_components):
        if path_components == [SHORTLIST_SLUG] and self.live:
            return RouteResult(self, kwargs={"as_shortlist": True})
        return super().route(request, path_components)

    def serve(self, request, as_shortlist=False):
        return self.serve_shortlist(request) if as_shortlist else super().serve(request)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        code = self.locale.language_code
        context["listing"] = Directory(self.profiles, request.GET, [code])
        context["shortlist_url"] = f"{path_of(self, request)}{SHORTLIST_SLUG}/"
        return context

    def serve_shortlist(self, request):
        """Show the profiles of the shortlist side by side, whichever edition they are of."""
        context = super().get_context(request)
        url = path_of(self, request)
        profiles = MemberPage.objects.published()
        context |= shortlist_page.context(request, f"{url}{SHORTLIST_SLUG}/", profiles)
        context["list_url"] = url
        return render(request, "members/shortlist_page.html", context)

    @cached_property
    def profiles(self):
        """The published profiles of this edition and language."""
        return MemberPage.objects.child_of(self).published()
