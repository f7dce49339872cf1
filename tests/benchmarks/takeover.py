"""64 pages taken over in one go: seconds, beside wagtail-localize's own way with equal pages."""

import io
import time

from django.core.management import call_command
from django.db import connection
from wagtail.models import Locale, Page
from wagtail_localize.operations import translate_object

from editions import jobs
from editions.jobs import plan
from home.models import ContentPage

SIZE = 64
BUDGET = 10  # seconds


def tree(name):
    """Add live pages below one of NRW, each with the text of a page of the first day."""
    sample = ContentPage.objects.get(
        slug="kommunale-entwicklungspolitik", locale__language_code="de-x-nrw"
    )
    top, pages = None, []
    for number in range(SIZE):
        parent = Page.objects.get(pk=top.pk) if top else sample.get_parent()
        page = ContentPage(
            title=f"{name} {number} in NRW", slug=f"{name}-{number}", body=sample.body
        )
        parent.add_child(instance=page)
        page.save_revision().publish()
        top = top or page
        pages.append(page)
    return [Page.objects.get(pk=page.pk) for page in pages]


def seconds(function):
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def measure():
    call_command("load_initial_content", stdout=io.StringIO())
    locale = Locale.objects.get(language_code="de-x-bw")
    job, stock = plan(tree("unsere"), locale), tree("andere")
    ours = seconds(lambda: jobs.run(job))
    theirs = seconds(lambda: [translate_object(page, [locale]) for page in stock])
    assert job.steps.filter(status="done").count() == SIZE
    verdict = "  TOO SLOW" if ours > BUDGET else ""
    print(f"\n{connection.vendor}: {SIZE} pages taken over")
    print(f"  {ours:.1f} s of {BUDGET} s, {ours / theirs:.2f} of the stock way{verdict}")
