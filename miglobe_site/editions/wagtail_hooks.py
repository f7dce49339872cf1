"""Hooks that keep the editions apart."""

from django.http import Http404
from django.utils.translation import get_language
from wagtail import hooks


@hooks.register("before_serve_page")
def refuse_page_of_another_locale(page, request, serve_args, serve_kwargs):
    """Answer 404 where the path names an edition or language that has no live home page.

    Wagtail falls back to the site's root page there, so that /bw/… would show pages of NRW.
    """
    if page.locale.language_code != get_language():
        raise Http404
