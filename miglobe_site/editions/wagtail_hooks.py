"""Hooks that keep the editions apart."""

from django.http import Http404
from django.utils.translation import get_language
from wagtail import hooks

from .links import EditionLinkHandler


@hooks.register("before_serve_page")
def refuse_page_of_another_locale(page, request, serve_args, serve_kwargs):
    """Answer 404 where the path names an edition or language that has no live home page.

    Wagtail falls back to the site's root page there, so that /bw/… would show pages of NRW.
    """
    # Wagtail keeps the root paths and their languages in its cache: no query.
    codes = {
        root.language_code
        for root in page._get_site_root_paths(request)
        if page.url_path.startswith(root.root_path)
    }
    if get_language() not in codes:
        raise Http404


@hooks.register("register_rich_text_features", order=10)
def lead_links_to_the_edition_on_show(features):
    features.register_link_type(EditionLinkHandler)
