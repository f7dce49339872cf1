"""“Anfragen an mich”, in Mein Profil: the questions to the advisor who is logged in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from consultations import assigning, calendars
from consultations.answering import TOO_LATE, Answering
from consultations.asked_views import date_file
from consultations.assignment_forms import DATE_WITHOUT_MAIL
from consultations.models import Assignment
from editions.homes import archived_editions
from members.models import MemberPage
from members.my_profile.doors import advisor
from members.my_profile.render import show_page

DONE = {
    "zugesagt": gettext_lazy("Thank you! Here is how you reach the municipality."),
    "abgesagt": gettext_lazy("You have declined. The staff ask somebody else."),
    "termin": gettext_lazy("The date is saved. You both get it by mail if it is new."),
    "stattgefunden": gettext_lazy("It is noted that the talk has taken place."),
}

NOT_SAVED = gettext_lazy(
    "Meanwhile something has changed, so nothing was saved. This is how it stands now."
)


def questions_to(page: MemberPage) -> Any:
    found = Assignment.objects.filter(profile=page.translation_key).select_related("request")
    return found.exclude(request__forgotten_at__isnull=False).exclude(state="recalled")


def parted(page: MemberPage) -> dict[str, list[Assignment]]:
    """The questions that wait, those that are agreed to, and those that are over."""
    archived = {edition.key for edition in archived_editions()}
    parts: dict[str, list[Assignment]] = {"waiting": [], "advising": [], "over": []}
    for each in questions_to(page).order_by("-asked_at", "-pk"):
        is_over = each.request.is_over or each.request.edition in archived or each.is_declined
        kind = "over" if is_over else "waiting" if each.is_asked else "advising"
        parts[kind].append(each)
    return parts


def part_of_my_profile(page: MemberPage, request: HttpRequest) -> str:
    """On the first page of Mein Profil: what waits for an answer, and what is agreed to."""
    return render_to_string("consultations/advisor/my_part.html", parted(page))


def menu_of_my_profile(page: MemberPage) -> list[tuple[str, Any]]:
    number = len(parted(page)["waiting"])
    label = ngettext("Requests to me (%(count)d open)", "Requests to me (%(count)d open)", number)
    return [("my_requests", label % {"count": number} if number else _("Requests to me"))]


def data_of_member(page: MemberPage) -> dict[str, list[dict[str, Any]]]:
    """Part of the copy of all data that an advisor takes along, in German."""
    rows = Assignment.objects.filter(profile=page.translation_key).select_related("request")
    asked = [
        {
            "Kommune": each.request.municipality,
            "Zeichen": each.request.reference,
            "Stand": each.get_state_display(),
            "angefragt am": each.asked_at,
            "geantwortet am": each.answered_at,
            "Grund": each.reason,
            "Termin": each.meeting_at,
            "Ort": each.place,
            "Gespräch am": each.held_on,
        }
        for each in rows
    ]
    return {"Anfragen um Beratung": asked}


@require_safe
@advisor
def overview(request: HttpRequest, page: MemberPage) -> HttpResponse:
    return show_page(request, page, "consultations/advisor/my_requests.html", **parted(page))


def question_of(page: MemberPage, reference: str) -> Assignment:
    """A question to the advisor; raises Http404 where it is somebody else's."""
    found = questions_to(page).filter(request__reference=reference[:20]).first()
    if found is None:
        raise Http404
    return found


@advisor
def one(request: HttpRequest, page: MemberPage, reference: str) -> HttpResponse:
    """Show one question; POST answers it, or notes what was agreed."""
    assignment = question_of(page, reference)
    if not assigning.is_open(assignment.request):
        context: dict[str, Any] = {"assignment": assignment}
        return show_page(request, page, "consultations/advisor/my_over.html", **context)
    answering = Answering(assignment, request.POST)
    if done := answering.save():
        tell(request, done, assignment)
        return redirect("my_request", reference)
    context = answering.context | {"date_url": reverse("my_request_date", args=[reference])}
    status = 422 if answering.form else 200
    return show_page(request, page, "consultations/advisor/my_request.html", status, **context)


def tell(request: HttpRequest, done: str, assignment: Assignment) -> None:
    if done == TOO_LATE:
        messages.warning(request, NOT_SAVED)
    elif done == "termin" and not assignment.request.email:
        messages.success(request, DATE_WITHOUT_MAIL)
    else:
        messages.success(request, DONE[done])


@require_safe
@advisor
def date(request: HttpRequest, page: MemberPage, reference: str) -> HttpResponse:
    assignment = question_of(page, reference)
    if not assigning.is_open(assignment.request):
        raise Http404
    return date_file(assignment, calendars.for_advisor)


addresses = [
    path("", overview, name="my_requests"),
    path("<str:reference>/", one, name="my_request"),
    path("<str:reference>/termin.ics", date, name="my_request_date"),
]
