"""What every request and answer passes through, besides the editions."""

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.contrib.staticfiles.storage import ManifestFilesMixin
from django.middleware.gzip import GZipMiddleware
from whitenoise.middleware import WhiteNoiseMiddleware

from miglobe_site import styles
from miglobe_site.errors import bad_request

LONGEST_PATH = 2_000
CHARSETS = {"utf-8", "utf8"}


class CleanRequestMiddleware:
    """Refuse a path or query that no page can have before it reaches the database.

    And what is not written in UTF-8, which no browser sends here.

    PostgreSQL refuses NUL bytes in strings, and 2,000 characters are more than any slug chain.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        query = request.META.get("QUERY_STRING", "")
        charset = request.content_params.get("charset", "utf-8").strip("\"' ").lower()
        if charset not in CHARSETS:  # Django reads forms in no other, and would fail
            request.encoding = None
            return bad_request(request, None)
        if len(request.path_info) > LONGEST_PATH or "\0" in request.path_info or "%00" in query:
            return bad_request(request, None)
        return self.get_response(request)


class StaticFilesMiddleware(WhiteNoiseMiddleware):
    """Static files over HTTP, without what lies beside them for the site itself."""

    def add_file_to_dictionary(self, url, path, stat_cache=None):
        name = url.rpartition("/")[2]
        if not name.startswith(".") and name != ManifestFilesMixin.manifest_name:
            super().add_file_to_dictionary(url, path, stat_cache)


class PageGZipMiddleware(GZipMiddleware):
    """Compress pages only: static files are compressed already, pictures and videos cannot be."""

    def process_response(self, request, response):
        if response.streaming or response.has_header("Accept-Ranges"):
            return response
        return super().process_response(request, response)


class PolicyMiddleware(CSPMiddleware):
    """The strict policy on all pages; the CMS and its previews get the one that Wagtail needs."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if report_only:
            return parts
        if request.path_info.startswith("/admin/") or getattr(request, "is_preview", False):
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY
        else:
            parts.update = {"style-src": styles.sources()}
        return parts
