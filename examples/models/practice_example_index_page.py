"""The list of the edition's practice examples, its map and its feed."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import TranslatableField

from examples import feed, state_map
from examples.facets import facets
from miglobe_site.facets.showing import FacetedList
from miglobe_site.fields import StreamField
from miglobe_site.pages.blocks import BodyBlock
from miglobe_site.pages.edition_page import EditionPage

from .cards import cards
from .practice_example_page import PracticeExamplePage


class PracticeExampleIndexPage(EditionPage):
    is_list = True
    view_slugs = (feed.SLUG,)
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["examples.PracticeExamplePage"]

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

    def route(self, request, path_components):
        if path_components == [feed.SLUG] and self.live:
            return RouteResult(self, kwargs={"as_feed": True})
        return super().route(request, path_components)

    def serve(self, request, as_feed=False):
        return feed.response(self, request) if as_feed else super().serve(request)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        examples = self.examples.select_related("municipality")
        context["listing"] = listing = FacetedList(examples, facets(), request.GET)
        context["cards"] = cards(listing, self.edition)
        if listing.total:
            shown = self.examples.filter(pk__in=listing.ids)
            context["map"] = state_map.of_list(self, shown, request, listing)
        return context

    @property
    def examples(self):
        """The published examples of this edition and language: the latest first, plans last."""
        examples = PracticeExamplePage.objects.child_of(self).published().with_shown_advisors()
        return examples.results_first().order_by("is_planned", "-start_year", "title", "pk")
