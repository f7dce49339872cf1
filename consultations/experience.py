"""What advisors have done: the practice examples that name them."""

from collections.abc import Collection

from editions.registry import Edition
from examples.models import PracticeExamplePage


def examples_by_topic(edition: Edition, topics: Collection[str]) -> dict[int, dict[str, set[int]]]:
    """Return {id of a profile: {slug of a topic: ids of its public examples}}; one query."""
    pages = PracticeExamplePage.objects.published().filter(
        locale__language_code=edition.locale_code(),
        example_topics__topic__slug__in=topics,
        example_advisors__isnull=False,
    )
    rows = pages.order_by().values_list(
        "example_advisors__member", "example_topics__topic__slug", "pk"
    )
    found: dict[int, dict[str, set[int]]] = {}
    for member, slug, page in rows:
        found.setdefault(member, {}).setdefault(slug, set()).add(page)
    return found
