"""sitemap.xml over all editions and languages, and robots.txt."""

from collections import defaultdict

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from wagtail.models import Page, get_page_models

from editions.homes import archived_editions, on_show
from editions.registry import language_tag, parse_code
from miglobe_site.pages.edition_page import EditionPage


def listed_pages(request):
    """Yield {"url", "lastmod", "alternates"} of every page that search engines may list.

    ``alternates`` are the (language, URL) pairs of the page in the languages of its edition; plain
    German is no language of its own.
    """
    languages = defaultdict(list)
    pages = []
    hidden = hidden_pages()
    archived = archived_editions()
    for page in Page.objects.filter(on_show()).select_related("locale"):
        language, edition = parse_code(page.locale.language_code)
        if page.pk in hidden or edition in archived:
            continue
        url = settings.BASE_URL + page.get_url(request)
        key = (page.translation_key, edition) if language == language_tag(language) else None
        languages[key].append((language, url))
        pages.append((page, key, url))
    for page, key, url in pages:
        alternates = languages[key] if key else []
        yield {
            "url": url,
            "lastmod": page.last_published_at,
            "alternates": alternates if len(alternates) > 1 else [],
        }


def hidden_pages():
    """Return the ids of all pages that are hidden from search engines, in one query."""
    types = [model for model in get_page_models() if issubclass(model, EditionPage)]
    first, *others = (
        model.hidden_from_search_engines().order_by().values_list("pk") for model in types
    )
    return {pk for (pk,) in first.union(*others)}


def sitemap(request):
    fixed = [{"url": settings.BASE_URL + reverse(name)} for name in ("portal", "all_members")]
    entries = [*fixed, *sorted(listed_pages(request), key=lambda entry: entry["url"])]
    return render(request, "sitemap.xml", {"entries": entries}, content_type="application/xml")


def robots(request):
    context = {"sitemap": settings.BASE_URL + reverse("sitemap")}
    return render(request, "robots.txt", context, content_type="text/plain")
