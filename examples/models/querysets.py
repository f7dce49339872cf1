"""Query shapes of practice examples, so that templates cause no query."""

from django.db.models import Case, Count, FilteredRelation, Q, Value, When
from wagtail.models import PageManager, PageQuerySet

from editions.homes import on_show
from examples.choices import Status


class ExampleQuerySet(PageQuerySet):
    def published(self):
        """What the public may see: live, in a live edition, behind no password."""
        return self.filter(on_show())

    def with_shown_advisors(self):
        """Add the relation "shown_advisor" to the advisors whose profiles are live."""
        live = Q(example_advisors__member__page_ptr__live=True)
        relation = FilteredRelation("example_advisors__member__page_ptr", condition=live)
        return self.annotate(shown_advisor=relation)

    def results_first(self):
        """Add ``is_planned``, to sort by: what is only planned has no result to show."""
        planned = Q(status=Status.PLANNED)
        return self.annotate(is_planned=Case(When(planned, then=Value(1)), default=Value(0)))

    def sharing_topics(self, slugs):
        """The examples with one of some topics, first those with most of them."""
        examples = self.filter(example_topics__topic__slug__in=slugs)
        return examples.annotate(shared=Count("example_topics")).order_by("-shared", "-start_year")


ExampleManager = PageManager.from_queryset(ExampleQuerySet)
