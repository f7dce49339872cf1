"""What every request and answer passes through, besides the editions."""

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.middleware.gzip import GZipMiddleware

from miglobe_site import styles
from miglobe_site.errors import bad_request

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
        else:
            response._csp_update = {"style-src": styles.sources()}
        return super().process_response(request, response)
