"""Error pages in the look of the site; they need no database."""

import logging
import sys

from django.db import DatabaseError
from django.shortcuts import render
from django.views.decorators.csrf import requires_csrf_token

from editions.footer_pages import footer_pages, remembered_pages

logger = logging.getLogger(__name__)


def error_page(request, template, status):
    """Render an error page with the legal pages of the edition, or of all, in its footer.

    Where the database fails they are those that this process has shown last.
    """
    failing = isinstance(sys.exc_info()[1], DatabaseError)
    legal = None
    if not failing and not getattr(request, "without_database", False):
        try:
            legal = footer_pages(request)
        except Exception:
            logger.exception("The legal pages of an error page are those shown last.")
    legal = remembered_pages() if legal is None else legal
    edition = getattr(request, "edition", None)
    own = [entry for entry in legal if entry[0] == edition]
    return render(request, template, {"legal": own or legal}, status=status)


@requires_csrf_token
def bad_request(request, exception):
    return error_page(request, "400.html", 400)


@requires_csrf_token
def permission_denied(request, exception):
    return error_page(request, "403.html", 403)


@requires_csrf_token
def page_not_found(request, exception):
    return error_page(request, "404.html", 404)


@requires_csrf_token
def server_error(request):
    return error_page(request, "500.html", 500)


def too_busy(request):
    """All threads for slow clients are taken; see miglobe_site.files.slow."""
    request.without_database = True  # the answer must take no time
    response = error_page(request, "503.html", 503)
    response["Retry-After"] = "60"
    return response


def csrf_failure(request, reason=""):
    """A form without a valid token: mostly one that lay open for too long."""
    return error_page(request, "403_csrf.html", 403)
