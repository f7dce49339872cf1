"""The sections of the form: showing, saving, keeping what is typed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.models import SectionDraft
from members.my_profile import lost, saving
from members.my_profile.doors import advisor
from members.my_profile.forms import FORMS
from members.my_profile.render import show
from members.my_profile.telling import tell
from members.profile_values import labels

LONGEST_TYPED = 20_000  # characters of one section


def form_class_of(name):
    if name not in FORMS:
        raise Http404
    return FORMS[name]


def typed_before(page, name):
    return SectionDraft.objects.filter(profile=page.translation_key, section=name)


def keep(page, name, data):
    """Keep what was typed; a refused save must not cost a word."""
    if len(str(data)) <= LONGEST_TYPED:
        SectionDraft.objects.update_or_create(
            profile=page.translation_key, section=name, defaults={"data": data}
        )


@advisor
def section(request, page, name):
    form_class = form_class_of(name)
    shown = saving.current(page, form_class.names)
    if request.method == "POST":
        return save(request, page, form_class(request.POST, shown=shown))
    if sent := lost.sent(request, name):
        form = form_class(sent, shown=shown)
        return show(request, page, f"section_{name}", form=form, is_lost=True)
    form = form_class(shown=shown)
    typed = typed_before(page, name).first()
    if typed:
        form.restore(typed.data)
    return show(request, page, f"section_{name}", form=form, typed=typed)


def save(request, page, form):
    name, theirs, status = form.section, None, 200
    if form.is_valid():
        try:
            now, later = saving.save(page, form.values(), form.base, request.user)
        except saving.Conflict as conflict:
            theirs, status = readable(page, conflict.theirs), 409
            form.rebase(saving.current(page, form.names))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            typed_before(page, name).delete()
            lost.forget(request, name)
            tell(request, page, now, later)
            return redirect("own:status")
    keep(page, name, form.typed())
    return show(request, page, f"section_{name}", status=status, form=form, theirs=theirs)


def readable(page, values):
    return [
        (labels.label(page, name), labels.text(page, name, value)) for name, value in values.items()
    ]


@require_POST
@advisor
def keep_typed(request, page, name):
    """What JavaScript sends while somebody types."""
    form = form_class_of(name)(request.POST, shown=saving.current(page, FORMS[name].names))
    keep(page, name, form.typed())
    return HttpResponse(status=204)


@require_POST
@advisor
def discard(request, page, name):
    typed_before(page, form_class_of(name).section).delete()
    lost.forget(request, name)
    messages.success(request, _("What was typed is discarded; you see what is saved."))
    return redirect("own:section", name)
