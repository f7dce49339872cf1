"""The sections of the form: showing, saving, keeping what is typed."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.models import MemberPage, SectionDraft
from members.my_profile import lost, saving
from members.my_profile.doors import advisor
from members.my_profile.forms import FORMS
from members.my_profile.render import show
from members.my_profile.saving import locked_pages
from members.my_profile.section_form import Kept, SectionForm, Values
from members.my_profile.telling import tell
from members.profile_values import labels
from members.profile_values.versions import digest

LONGEST_TYPED = 20_000  # characters of one section


def form_class_of(name):
    if name not in FORMS:
        raise Http404
    return FORMS[name]


@transaction.atomic
def keep(page: MemberPage, form: SectionForm) -> None:
    """Keep what was typed; a refused save must not cost a word."""
    locked_pages(page)
    place, data = place_of(page, form.section), form.to_keep()
    came_late = form.opened and SectionDraft.objects.filter(saved_form=form.opened, **place)
    if came_late or len(str(data)) > LONGEST_TYPED:
        return
    if data:
        SectionDraft.objects.update_or_create(**place, defaults={"data": data})
    else:
        SectionDraft.objects.filter(**place).update(data={})


@transaction.atomic
def forget_typed(page: MemberPage, section: str, saved_form: str = "") -> None:
    """Keep nothing any more, neither what the form that was saved still sends late."""
    locked_pages(page)
    nothing = {"data": {}, "saved_form": saved_form}
    SectionDraft.objects.update_or_create(**place_of(page, section), defaults=nothing)


def place_of(page: MemberPage, section: str) -> dict[str, Any]:
    return {"profile": page.translation_key, "section": section}


@advisor
def section(request, page, name):
    form_class = form_class_of(name)
    shown = saving.current(page, form_class.names)
    if request.method == "POST":
        return save(request, page, form_class(request.POST, shown=shown))
    if sent := lost.sent(request, name):
        form = form_class(sent, shown=shown)
        return show(request, page, f"section_{name}", form=form, is_lost=True)
    typed = SectionDraft.objects.filter(**place_of(page, name)).first()
    kept = still_new(typed.data, shown) if typed else {}
    theirs = changed_meanwhile(kept, shown)
    context = {
        "form": form_class(shown=shown, kept=kept),
        "theirs": readable(page, theirs),
        "typed": typed if kept else None,
    }
    return show(request, page, f"section_{name}", **context)


def still_new(kept: Kept, shown: Values) -> Kept:
    """What was typed and is not saved since, by whomever."""
    names = [name for name in kept if name in shown]
    return {name: kept[name] for name in names if kept[name]["value"] != digest(shown[name])}


def changed_meanwhile(kept: Kept, shown: Values) -> Values:
    """The saved values of fields that somebody has changed since something was typed there."""
    return {name: shown[name] for name in kept if kept[name]["base"] != digest(shown[name])}


def save(request: HttpRequest, page: MemberPage, form: SectionForm) -> HttpResponse:
    name = form.section
    if form.is_valid():
        try:
            with transaction.atomic():
                now, later = saving.save(page, form.values(), form.base, request.user)
                forget_typed(page, name, form.opened)
        except saving.Conflict as conflict:
            keep(page, form)
            theirs = readable(page, conflict.theirs)
            form = form.upon(saving.current(page, form.names))
            return show(request, page, f"section_{name}", status=409, form=form, theirs=theirs)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            lost.forget(request, name)
            tell(request, page, now, later)
            return redirect("my_profile:status")
    keep(page, form)
    return show(request, page, f"section_{name}", form=form)


def readable(page, values):
    return [
        (labels.label(page, name), labels.text(page, name, value)) for name, value in values.items()
    ]


@require_POST
@advisor
def keep_typed(request, page, name):
    """What JavaScript sends while somebody types."""
    form = form_class_of(name)(request.POST, shown=saving.current(page, FORMS[name].names))
    keep(page, form)
    return HttpResponse(status=204)


@require_POST
@advisor
def discard(request, page, name):
    forget_typed(page, form_class_of(name).section)
    lost.forget(request, name)
    messages.success(request, _("What was typed is discarded; you see what is saved."))
    return redirect("my_profile:section", name)
