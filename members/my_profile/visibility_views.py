"""Visibility: the consents with their history, and the button that takes everything offline."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members import consents
from members.consent_form import ConsentsForm
from members.models import Consent
from members.my_profile import visibility
from members.my_profile.doors import advisor
from members.my_profile.render import show


@advisor
def consents_view(request, page):
    form = ConsentsForm(request.POST or None, current=page.consents)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                shown = form.cleaned_data["shown"]
                changed = visibility.record(page, form.changes, request.user, shown)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            if changed:
                messages.success(request, _("Your consents are saved and count at once."))
            if (now := consents.current(page)) == form.ticked:
                if not changed:
                    messages.info(request, _("Nothing was changed."))
                return redirect("my_profile:consents")
            form.show_anew(now, changed)
    overview = Consent.objects.of(page).overview()
    history = [(entry["kind"], consent) for entry in overview for consent in entry["history"]]
    former = visibility.former(page, request.user)
    return show(request, page, "consents", form=form, history=history, former=former)


@require_POST
@advisor
def unprotect(request, page):
    """Give again what was revoked together, with a protection mode or one by one."""
    kinds = visibility.former(page, request.user)
    try:
        with transaction.atomic():
            changed = visibility.record(page, dict.fromkeys(kinds, True), request.user)
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
    else:
        if changed:
            messages.success(request, _("Your consents are saved and count at once."))
        else:
            messages.info(request, _("Nothing was changed."))
    return redirect("my_profile:status")


@advisor
def protect(request, page):
    """Ask once, then take everything offline."""
    if request.method != "POST":
        return show(request, page, "protect_question")
    visibility.protect(page, request.user)
    messages.warning(
        request,
        _("Everything is offline: page, picture, vCard and lists. The staff are told."),
    )
    return redirect("my_profile:status")
