"""The page that the mail to an advisor leads to, and agreed dates as files.

As on the page of the official, no cookie is needed: whoever could forge what is done here has the
private address. Looking changes nothing; the buttons do.
"""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from consultations import assigning, calendars, references
from consultations.answering import Answering
from consultations.models import Assignment
from consultations.views import home_for, request_of
from editions.frame import Frame
from editions.links import path_of, remember
from editions.registry import parse_code
from miglobe_site.accounts.secret_links import keep_private

OVER = 410  # and not 404, for which an address in small letters would be tried


def assignment_of(signed: str) -> Assignment:
    """The question that a private address of the active edition names; raises Http404."""
    _language, edition = parse_code(get_language())
    pk, dash, _time = (references.read_assignment(signed) or "").partition("-")
    known = Assignment.objects.filter(request__edition=getattr(edition, "key", None))
    found = known.select_related("request__town").filter(pk=pk).first() if dash else None
    if found is None:
        raise Http404
    return found


def is_alive(assignment: Assignment, signed: str) -> bool:
    """Whether an address is that of the latest question, and there is still something to do."""
    is_latest = references.read_assignment(signed) == assignment.token
    is_gone = assignment.is_recalled or assignment.profile is None
    return is_latest and not is_gone and assigning.is_open(assignment.request)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def asked(request: HttpRequest, signed: str) -> HttpResponse:
    """Show a question to an advisor; POST answers it, or notes what was agreed."""
    assignment = assignment_of(signed)
    if not is_alive(assignment, signed):
        return show(request, "over", assignment, {}, OVER)
    page = Answering(assignment, request.POST)
    if done := page.save():
        return HttpResponseRedirect(f"{request.path}?{done}")
    context = page.context | {"done": request.GET, "date_url": f"{request.path}termin.ics"}
    return show(request, "asked", assignment, context, 422 if page.form else 200)


@require_safe
def asked_date(request: HttpRequest, signed: str) -> HttpResponse:
    """The agreed date, for the calendar of the advisor."""
    assignment = assignment_of(signed)
    if not is_alive(assignment, signed):
        raise Http404
    return date_file(assignment, calendars.for_advisor)


@require_safe
def status_date(request: HttpRequest, signed: str, number: int) -> HttpResponse:
    """A date of a request, for the calendar of its official."""
    sent = request_of(signed)
    found = [each for each in sent.assignments.advising() if each.pk == number]
    if not found:
        raise Http404
    found[0].request = sent
    return date_file(found[0], calendars.for_official)


def date_file(assignment: Assignment, calendar: Any) -> HttpResponse:
    if not assignment.is_accepted or assignment.meeting_at is None:
        raise Http404
    answer = HttpResponse(
        calendar(assignment), content_type=f"{calendars.mimetype()}; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="{calendars.FILENAME}"'
    return keep_private(answer)


def show(
    request: HttpRequest, name: str, assignment: Assignment, context: dict[str, Any], status: int
) -> HttpResponse:
    page = home_for(assignment.request)
    request.edition_home = page  # type: ignore[attr-defined]
    frame = Frame(request, page)
    remember(frame.link_urls)
    context |= {"frame": frame, "canonical": settings.BASE_URL + path_of(page)}
    context["login_url"] = reverse("my_requests")
    template = f"consultations/advisor/{name}.html"
    return keep_private(render(request, template, context, status=status))
