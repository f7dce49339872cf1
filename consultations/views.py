"""Sending a request, and where it stands. Neither needs a cookie, so that none can be missing.

That also makes a CSRF token pointless: anybody may send a request, and whoever could forge what is
done to one has its private address.
"""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from consultations import references
from consultations.answers import answers
from consultations.arriving import arrive
from consultations.models import ConsultationRequest, RequestPage
from consultations.models.request_form import RequestForm
from consultations.official import add, withdraw
from consultations.profiles import advising
from editions.frame import Frame
from editions.homes import home_type
from editions.links import path_of, remember
from editions.registry import parse_code
from miglobe_site.accounts.secret_links import keep_private
from miglobe_site.accounts.throttle import count, too_often
from miglobe_site.form_fields import ParagraphsField

#: Sent from one address within an hour; more are refused, with what was typed kept on the page.
MOST = 200


#: Additions to one request within an hour.
MOST_ADDITIONS = 20
#: How long the proof is shown as one.
NEW = timedelta(hours=1)


class AdditionForm(forms.Form):
    text = ParagraphsField(
        label=_("Add something"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("For example when a talk would suit you. We read it with your request."),
        error_messages={"required": _("Please write what you would like to add.")},
    )


@csrf_exempt
def send(request: HttpRequest) -> HttpResponse:
    """Take a request and lead to its proof; show the page again where something is wrong."""
    pages = RequestPage.objects.live().filter(locale__language_code=get_language())
    page = pages.select_related("locale").first()
    if page is None:
        raise Http404
    home = home_type().objects.ancestor_of(page).select_related("locale").get()
    if not home.live:
        raise Http404
    if request.method != "POST":
        return redirect(path_of(page))
    request.edition_home = home  # type: ignore[attr-defined]  # for the templates of the frame
    form = RequestForm(request.POST, page=page)
    if too_often(request, "send-request", MOST):
        text = _("Very many requests have come from your network. Please try again in an hour.")
        form.add_error(None, text)
    elif form.is_valid() and (home.takes_requests or form.was_shown_today):
        sent = arrive(form, page, request)
        return HttpResponseRedirect(f"{sent.status_path}?neu")
    request.request_form = form  # type: ignore[attr-defined]
    response = page.serve(request).render()
    response.status_code = 422
    add_never_cache_headers(response)
    return response


def request_of(signed: str) -> ConsultationRequest:
    """The request that a private address of the active edition names; raises Http404."""
    _language, edition = parse_code(get_language())
    reference = references.read(signed)
    known = ConsultationRequest.objects.select_related("in_charge", "town")
    known = known.filter(edition=getattr(edition, "key", None), forgotten_at=None)
    sent = known.filter(reference=reference).first()
    if reference is None or sent is None:
        raise Http404
    return sent


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def status(request: HttpRequest, signed: str) -> HttpResponse:
    """Show where a request stands; POST adds something, or withdraws it."""
    sent = request_of(signed)
    form = AdditionForm(request.POST if "add" in request.POST else None)
    if "withdraw" in request.POST:
        withdraw(sent)
        return HttpResponseRedirect(sent.status_path)
    if form.is_valid():
        if count("add-to-request", sent.pk) > MOST_ADDITIONS:
            form.add_error(
                "text", _("That is a lot for one hour. Please call us, or wait a little.")
            )
        elif add(sent, form.cleaned_data["text"]):
            return HttpResponseRedirect(f"{sent.status_path}?ergaenzt")
        else:
            sent.refresh_from_db()
            form.add_error("text", _("The request is over: this was not added any more."))
    page = home_for(sent)
    request.edition_home = page  # type: ignore[attr-defined]
    frame = Frame(request, page)
    remember(frame.link_urls)
    context = {
        "frame": frame,
        "sent": sent,
        "events": sent.events.public(),
        "advising": advising(sent),
        "signed": signed,
        "form": form,
        "answers": answers(sent),
        "is_new": "neu" in request.GET and sent.is_new and sent.created_at > timezone.now() - NEW,
        "was_added": "ergaenzt" in request.GET,
        "canonical": settings.BASE_URL + path_of(page),
    }
    status = 422 if form.errors else 200
    return keep_private(render(request, "consultations/status.html", context, status=status))


def home_for(sent: ConsultationRequest) -> Any:
    """The start page around a request: in its language while that is on show, else the German."""
    homes = home_type().objects.select_related("locale", "request_page__locale")
    here = homes.live().filter(locale__language_code=get_language()).first()
    return here or homes.get(locale__language_code=sent.of_edition.locale_code())
