"""The locale of a request comes from its path alone: no cookie, no guessing by browser language."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponsePermanentRedirect
from django.urls import is_valid_path
from django.utils import translation
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.contrib.redirects.models import Redirect

from .links import remember
from .registry import BY_SLUG, language_tag, parse_path


class EditionMiddleware:
    """Activate the edition's locale, or German outside the editions.

    Also answers what people type from paper: ``/NRW/`` and, where nothing was found, a path in
    capitals or with a slash too many, and the old hosts ``nrw.…`` and ``bw.…``.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        redirect = self.old_host_redirect(request) or self.lowercase_prefix_redirect(request)
        if redirect:
            return redirect
        remember({})  # a thread answers one request after the other
        language, edition = parse_path(request.path_info)
        request.edition = edition
        code = edition.locale_code(language) if edition else "de"
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = self.get_response(request)
            if response.status_code == 404 and (path := as_meant(request)):
                return permanent(request, path)
        if edition:
            response.headers.setdefault("Content-Language", language_tag(language))
        return response

    @staticmethod
    def old_host_redirect(request):
        host = request.get_host()
        edition = BY_SLUG.get(host.partition(".")[0])
        if edition is None or host == urlsplit(settings.BASE_URL).netloc:
            return None
        return permanent(request, edition.path() + request.path.lstrip("/"), settings.BASE_URL)

    @staticmethod
    def lowercase_prefix_redirect(request):
        first, slash, rest = request.path_info.lstrip("/").partition("/")
        if first == first.lower() or first.lower() not in BY_SLUG:
            return None
        return permanent(request, f"/{first.lower()}{slash}{rest}")


def as_meant(request):
    """Return the address meant by one in capitals or with a slash too many, or None.

    Outside the editions only where no view has the address as it was typed: a secret link has
    capitals of its own. What is not UTF-8 stays as "%FF".
    """
    typed = request.path_info
    if "%" in typed or (request.edition is None and is_valid_path(typed)):
        return None
    path = re.sub("/+", "/", typed)
    if request.edition or not is_valid_path(path):
        path = path.lower()
    if path == typed:
        return None
    return next((path + end for end in ("", "/") if is_valid_path(path + end)), None)


def permanent(request, path, base=""):
    """Redirect to a path of this site, with the query string kept."""
    query = request.META.get("QUERY_STRING", "")
    # More than one leading slash would name another host.
    target = f"{base}/{path.lstrip('/')}"
    return HttpResponsePermanentRedirect(f"{target}?{query}" if query else target)


class LoopFreeRedirectMiddleware(RedirectMiddleware):
    """Leads by the redirects of the CMS, and answers 404 where one would lead to itself.

    Wagtail makes one when a page gets another address, and keeps it when the page comes back to
    the old one and is taken offline there.
    """

    def process_response(self, request, response):
        answer = super().process_response(request, response)
        if answer is response:
            return response
        target = urlsplit(answer.url)
        is_here = target.netloc in {"", request.get_host()}
        paths = {Redirect.normalise_path(path) for path in (target.path, request.path)}
        return response if is_here and len(paths) == 1 else answer
