"""Error pages in the look of the site; they need no database."""

from django.shortcuts import render
from django.views.decorators.csrf import requires_csrf_token


@requires_csrf_token
def bad_request(request, exception):
    return render(request, "400.html", status=400)


@requires_csrf_token
def permission_denied(request, exception):
    return render(request, "403.html", status=403)


@requires_csrf_token
def page_not_found(request, exception):
    return render(request, "404.html", status=404)


@requires_csrf_token
def server_error(request):
    return render(request, "500.html", status=500)


def too_busy(request):
    """All threads for slow clients are taken; see miglobe_site.files.slow."""
    response = render(request, "503.html", status=503)
    response["Retry-After"] = "60"
    return response


def csrf_failure(request, reason=""):
    """A form without a valid token: mostly one that lay open for too long."""
    return render(request, "403_csrf.html", status=403)
