"""What every request and answer passes through, besides the editions."""

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.middleware.gzip import GZipMiddleware
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from miglobe_site.errors import bad_request
from miglobe_site.pages.publishing import PublishingBlocked

LONGEST_PATH = 2_000


class CleanRequestMiddleware:
    """Refuse a path or query that no page can have before it reaches the database.

    PostgreSQL refuses NUL bytes in strings, and 2,000 characters are more than any slug chain.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        query = request.META.get("QUERY_STRING", "")
        if len(request.path_info) > LONGEST_PATH or "\0" in request.path_info or "%00" in query:
            return bad_request(request, None)
        return self.get_response(request)


class PageGZipMiddleware(GZipMiddleware):
    """Compress pages only: static files are compressed already, pictures and videos cannot be."""

    def process_response(self, request, response):
        if response.streaming or response.has_header("Accept-Ranges"):
            return response
        return super().process_response(request, response)


class PolicyMiddleware(CSPMiddleware):
    """The strict policy on all pages; the CMS and its previews get the one that Wagtail needs."""

    def process_response(self, request, response):
        if request.path_info.startswith("/admin/") or getattr(request, "is_preview", False):
            response._csp_config = settings.ADMIN_CONTENT_SECURITY_POLICY
        return super().process_response(request, response)


class AdminWordsMiddleware:
    """Translate the words that Wagtail 7.4's templates hold in English, outside its catalogs.

    Deletable once ``value="Search"`` and ``aria-label="Actions"`` are translatable there.
    """

    words = {'value="Search"': _("Search"), 'aria-label="Actions"': _("Actions")}

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        kind = response.get("Content-Type", "").partition(";")[0]
        if not request.path_info.startswith("/admin/") or response.streaming:
            return response
        if kind in {"text/html", "application/json"}:
            quote = '"' if kind == "text/html" else '\\"'  # choosers are HTML inside JSON
            for english, word in self.words.items():
                attribute = english.partition("=")[0]
                old = english.replace('"', quote).encode()
                response.content = response.content.replace(
                    old, f"{attribute}={quote}{word}{quote}".encode()
                )
        return response


class PublishingBlockedMiddleware:
    """Tell staff why a page did not go live where no form can: bulk actions, workflow, copies."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, PublishingBlocked):
            return None
        for message in exception.messages:
            messages.error(request, message)
        back = request.headers.get("Referer", "")
        if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
            back = reverse("wagtailadmin_home")
        return HttpResponseRedirect(back)
