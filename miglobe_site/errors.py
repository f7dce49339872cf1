"""Error pages in the look of the site; they need no database."""

import logging
import sys
from contextlib import suppress

from django.db import DatabaseError
from django.shortcuts import render
from django.views.decorators.csrf import requires_csrf_token

from editions.footer_pages import footer_pages, remembered_pages
from miglobe_site.databases.failures import is_away

logger = logging.getLogger(__name__)


def error_page(request, template, status, **context):
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
    return render(request, template, {"legal": own or legal, **context}, status=status)


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
    if is_away(sys.exc_info()[1]):
        return away(request)
    return error_page(request, "500.html", 500)


def away(request):
    """The database or the disk cannot be used now. What was typed is in the page, to send again."""
    request.without_database = True
    is_sent = request.method == "POST"
    typed = what_was_typed(request) if is_sent else []
    response = error_page(request, "503_away.html", 503, is_sent=is_sent, typed=typed)
    response["Retry-After"] = "10"
    response["Cache-Control"] = "no-store"
    return response


def what_was_typed(request):
    """Return the (name, value) pairs of a form; none where a file or a password was among them."""
    with suppress(Exception):  # a body that cannot be read
        pairs = [(name, value) for name, values in request.POST.lists() for value in values]
        if not request.FILES and not any("password" in name for name, _value in pairs):
            return pairs
    return []


def too_busy(request):
    """All threads for slow clients are taken; see miglobe_site.files.slow."""
    request.without_database = True  # the answer must take no time
    response = error_page(request, "503.html", 503)
    response["Retry-After"] = "60"
    return response


def csrf_failure(request, reason=""):
    """A form without a valid token: mostly one that lay open for too long."""
    return error_page(request, "403_csrf.html", 403)
