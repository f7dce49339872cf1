"""Query shapes of practice examples, so that templates cause no query."""

from django.db.models import Count, FilteredRelation, Q
from wagtail.models import PageManager, PageQuerySet

from editions.homes import on_show


class ExampleQuerySet(PageQuerySet):
    def published(self):
        """What the public may see: live, in a live edition, behind no password."""
        return self.filter(on_show())

    def with_shown_advisors(self):
        """Add the relation "shown_advisor" to the advisors whose profiles are live."""
        live = Q(example_advisors__member__page_ptr__live=True)
        relation = FilteredRelation("example_advisors__member__page_ptr", condition=live)
        return self.annotate(shown_advisor=relation)

    def sharing_topics(self, slugs):
        """The examples with one of some topics, first those with most of them."""
        examples = self.filter(example_topics__topic__slug__in=slugs)
        return examples.annotate(shared=Count("example_topics")).order_by("-shared", "-start_year")


ExampleManager = PageManager.from_queryset(ExampleQuerySet)
