"""The public pages of the small forms. As with requests, none needs a cookie or a CSRF token.

They stand outside of the editions, so that every page can lead there, and look like the page that
led there.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from consultations.models import Interest, Report
from consultations.report_forms import BarrierForm, FeedbackForm, InterestForm
from consultations.reporting import take_barrier, take_feedback, take_interest
from consultations.sent_form import SentForm
from editions.frame import Frame
from editions.homes import home_type, states_without_edition
from editions.links import remember
from editions.own_paths import own_path
from editions.registry import language_tag, parse_path
from miglobe_site.accounts.throttle import too_often

#: Sent from one address within an hour; more are refused, with what was typed kept on the page.
MOST = 200
TOO_MANY = _("Very much has come from your network. Please try again in an hour.")

signer = Signer(salt="consultations.thanks", sep=".")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def barrier(request: HttpRequest) -> HttpResponse:
    """Report a barrier on ?seite=, from the footer of every page."""
    if request.method == "POST":
        form = BarrierForm(request.POST)
        page = own_path(request.POST.get("page", ""))
    else:
        page = own_path(request.GET.get("seite", ""))
        form = BarrierForm(initial={"page": page})
    with around(request, page) as context:
        if may_take(request, form, "report-barrier"):
            report = take_barrier(form, request)
            return thanks("report_barrier", report.page, report.reference)
        sent = Report.objects.barriers().filter(reference=reference_in(request)).first()
        return show(request, "barrier", context | {"form": form, "sent": sent})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    """Whether a page helps: sent from the page itself; the form is shown where it is wrong."""
    if request.method == "POST":
        form = FeedbackForm(request.POST)
        page = own_path(request.POST.get("page", ""))
    else:
        page = own_path(request.GET.get("seite", ""))
        form = FeedbackForm(initial={"page": page})
    with around(request, page) as context:
        if may_take(request, form, "send-any-feedback"):
            take_feedback(form, request)
            return thanks("feedback", page, "danke")
        context |= {"form": form, "is_sent": reference_in(request) == "danke"}
        return show(request, "feedback", context)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def interest(request: HttpRequest) -> HttpResponse:
    """Be noted where there is no edition; ?land= names the state, from the map of the portal."""
    states = states_without_edition()
    if request.method == "POST":
        form = InterestForm(request.POST, states=states)
    else:
        land = request.GET.get("land", "")
        known = {"state": land} if land in dict(states) else {}
        form = InterestForm(states=states, initial=known)
    with around(request, "") as context:
        if may_take(request, form, "note-interest"):
            return thanks("interest", "", take_interest(form, request).reference)
        sent = Interest.objects.filter(reference=reference_in(request)).first()
        return show(request, "interest", context | {"form": form, "states": states, "sent": sent})


def may_take(request: HttpRequest, form: SentForm, action: str) -> bool:
    """Whether what was sent is stored; otherwise the form knows why not."""
    if request.method != "POST":
        return False
    if too_often(request, action, MOST):
        form.add_error(None, TOO_MANY)
    return form.is_valid()


def thanks(view: str, page: str, reference: str) -> HttpResponseRedirect:
    """Lead to the proof of what is stored."""
    query = {"gesendet": signer.sign(reference)} | ({"seite": page} if page else {})
    return HttpResponseRedirect(f"{reverse(view)}?{urlencode(query)}")


def reference_in(request: HttpRequest) -> str:
    try:
        return signer.unsign(request.GET.get("gesendet", ""))
    except BadSignature:
        return ""


@contextmanager
def around(request: HttpRequest, page: str) -> Iterator[dict[str, Any]]:
    """The language and frame of a page, for what is shown about it; none outside of editions."""
    language, edition = parse_path(page)
    homes = home_type().objects.live().select_related("locale", "request_page__locale")
    codes = [edition.locale_code(each) for each in (language, "de")] if edition else []
    found = sorted(
        homes.filter(locale__language_code__in=codes),
        key=lambda home: codes.index(home.locale.language_code),
    )
    with override(found[0].locale.language_code if found else "de"):
        context: dict[str, Any] = {"about": page}
        if found:
            request.edition_home = found[0]  # type: ignore[attr-defined]
            context["frame"] = frame = Frame(request, found[0])
            remember(frame.link_urls)
        yield context


def show(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    form = context["form"]
    context["canonical"] = settings.BASE_URL + request.path
    status = 422 if form.errors else 200
    response = render(request, f"consultations/{name}.html", context, status=status)
    if "frame" in context:
        response["Content-Language"] = language_tag(context["frame"].language)
    if form.is_bound or "gesendet" in request.GET:
        add_never_cache_headers(response)
    return response
