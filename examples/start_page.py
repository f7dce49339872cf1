"""What a start page shows of the practice examples: one, with its town on the map."""

from django.db.models import Case, When
from django.template.loader import render_to_string

from editions.links import path_of
from examples import state_map
from examples.models import PracticeExamplePage


def example_part(home, request, value) -> str:
    """Show an example of the edition: the chosen one while it is on show, else the latest.

    Of those with a town on the map, while there are any.
    """
    examples = PracticeExamplePage.objects.published().filter(locale=home.locale_id)
    examples = examples.select_related("municipality", "locale")
    on_no_map = Case(When(municipality__latitude=None, then=1), default=0)
    latest = examples.results_first().order_by(
        "is_planned", on_no_map, "is_sample", "-start_year", "title", "pk"
    )
    chosen = value.get("page")
    example = chosen and examples.filter(translation_key=chosen.translation_key).first()
    example = example or latest.first()
    if not example:
        return ""
    context = {
        "page": example,
        "url": path_of(example, request),
        "map": state_map.of_example(example) if example.municipality else None,
        "value": value,
    }
    return render_to_string("examples/start_page/example.html", context)
