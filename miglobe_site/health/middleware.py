"""Answers /healthz and /readyz before anything else could: the host, HTTPS, a session."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from .checks import all_checks

ALIVE, READY = "/healthz", "/readyz"
HEADERS = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "none",
    "X-Content-Type-Options": "nosniff",
}


class HealthMiddleware:
    """Stands first. Load balancers and supervisors ask for /healthz, monitoring for /readyz."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info not in {ALIVE, READY}:
            return self.get_response(request)
        if request.method not in {"GET", "HEAD"}:
            response: HttpResponse = HttpResponseNotAllowed(["GET", "HEAD"])
        elif request.path_info == ALIVE:
            response = HttpResponse("ok\n", content_type="text/plain")
        else:
            response = readiness()
        for name, value in HEADERS.items():
            response[name] = value
        return response


def readiness() -> JsonResponse:
    """What is well and what is not; 503 where anything is not."""
    checks = all_checks()
    is_ok = all(check.is_ok for check in checks)
    found = {check.key: {"ok": check.is_ok, **check.facts} for check in checks}
    content = {"status": "ok" if is_ok else "degraded", "checks": found}
    return JsonResponse(content, status=200 if is_ok else 503)
