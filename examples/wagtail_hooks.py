"""What practice examples add to profiles, to commands and to the CMS."""

from functools import partial

from django.template.loader import render_to_string
from django.urls import path
from wagtail import hooks

from editions.links import path_of
from examples import demo
from examples.cms.listing import ExampleListViewSet
from examples.cms.releases import ReleaseView
from examples.models import PracticeExamplePage, ReleaseLink
from examples.start_page import example_part


@hooks.register("member_page_section")
def examples_of_advisor(page, request):
    """The published examples that name an advisor, in the language of the profile."""
    named = PracticeExamplePage.objects.filter(
        locale=page.locale_id, example_advisors__member__translation_key=page.translation_key
    )
    named = named.published().select_related("municipality").distinct()
    examples = [
        {"page": example, "url": path_of(example, request)}
        for example in named.order_by("-start_year", "title")
    ]
    template = "examples/components/member_examples.html"
    return render_to_string(template, {"examples": examples}) if examples else ""


@hooks.register("home_page_parts")
def parts_of_start_page(home, request):
    return {"example": partial(example_part, home, request)}


@hooks.register("load_demo_content", order=10)  # after the profiles, which examples name
def load_sample_examples(say, most):
    demo.load(say, most)


@hooks.register("daily")
def forget_old_links():
    return f"{ReleaseLink.objects.forget_expired()} old private links forgotten"


@hooks.register("register_admin_viewset")
def list_of_examples():
    return ExampleListViewSet()


@hooks.register("register_admin_urls")
def release_urls():
    return [path("examples/<int:pk>/release/", ReleaseView.as_view(), name="example_release_cms")]


hooks.register("views_for_staff", lambda: ["example_release_cms", "examples:*"])
