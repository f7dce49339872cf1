"""Pages of the first content, and what the editor sends of them."""

from wagtail.models import Page, PageLogEntry, Revision
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)
from wagtail_localize.models import StringTranslation, Translation

from home.models import ContentPage, HomePage


def state():
    """What a page is, for every page, and what was done to it."""
    return (
        list(Page.objects.order_by("pk").values()),
        list(ContentPage.objects.order_by("pk").values()),
        Revision.objects.count(),
        PageLogEntry.objects.count(),
        list(Translation.objects.order_by("pk").values()),
        list(StringTranslation.objects.order_by("pk").values()),
    )


def page_of(edition, slug="miglobe"):
    pages = Page.objects.filter(slug=slug, locale__language_code=f"de-x-{edition}")
    return pages.get().specific


def form(page, **changes):
    """What the editor of a content page sends."""
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "summary": page.summary,
            "seo_title": "",
            "search_description": "",
            "body": streamfield([("text", rich_text("<p>Ein Text.</p>"))]),
            "comments": inline_formset([]),
            **changes,
        }
    )


def rows_of(*keys):
    """The stored pages of editions, with all their fields."""
    pages = Page.objects.order_by("pk")
    return [
        [*page.__dict__.items()][1:]
        for page in pages.specific()
        if page.depth > 1 and page.edition.key in keys
    ]


def publish_english_home(home):
    english = HomePage.objects.get(
        translation_key=home.translation_key, locale__language_code=f"en-x-{home.edition.key}"
    )
    english.save_revision().publish()
    return english
