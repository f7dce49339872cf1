"""sitemap.xml over all editions and languages, and robots.txt."""

from collections import defaultdict

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from wagtail.models import get_page_models

from miglobe_site.pages import EditionPage

from .registry import parse_code


def listed_pages(request):
    """Yield {"url", "lastmod", "alternates"} of every page that search engines may list.

    ``alternates`` are the (language, URL) pairs of the page in the languages of its edition.
    """
    languages = defaultdict(list)
    pages = []
    for model in get_page_models():
        if not issubclass(model, EditionPage):
            continue
        for page in model.objects.live().public().filter(noindex=False).select_related("locale"):
            language, edition = parse_code(page.locale.language_code)
            url = settings.BASE_URL + page.get_url(request)
            languages[page.translation_key, edition].append((language, url))
            pages.append((page, edition, url))
    for page, edition, url in pages:
        alternates = languages[page.translation_key, edition]
        yield {
            "url": url,
            "lastmod": page.last_published_at,
            "alternates": alternates if len(alternates) > 1 else [],
        }


def sitemap(request):
    fixed = [{"url": settings.BASE_URL + reverse(name)} for name in ("portal", "all_members")]
    entries = [*fixed, *sorted(listed_pages(request), key=lambda entry: entry["url"])]
    return render(request, "sitemap.xml", {"entries": entries}, content_type="application/xml")


def robots(request):
    context = {"sitemap": settings.BASE_URL + reverse("sitemap")}
    return render(request, "robots.txt", context, content_type="text/plain")
