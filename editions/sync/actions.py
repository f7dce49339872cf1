"""What staff do with a whole translation in its editor: publish, submit, approve, send back."""

import json
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page, WorkflowState
from wagtail_localize.models import Translation

from .. import field_paths
from . import copies
from .unfinished import NAMED, Untranslated, of_page, to_check

#: The field by which the form of this editor is told from that of an ordinary page.
FORM = "translation"


def before_edit_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Do what a button of the translation's editor says, in place of wagtail-localize."""
    if page.alias_of_id:
        return None
    translation = of_page(page)
    if request.method != "POST":
        if translation:
            say_what_is_left(request, page)
        return None
    if bool(translation) != (FORM in request.POST):
        if translation:
            text = _("Nothing was saved: this page is now translated sentence by sentence.")
        elif FORM in request.POST:
            text = _(
                "Nothing was done: the German page has been deleted, or the translation was ended. "
                "You can go on writing here as in any other page."
            )
        messages.error(request, text)
    elif translation is None:
        return None
    else:
        act(request, page, translation)
    return redirect("wagtailadmin_pages:edit", page.pk)


def say_what_is_left(request: HttpRequest, page: Page) -> None:
    found = to_check(Page.objects.filter(pk=page.pk)).values("missing", "to_check").get()
    if missing := found["missing"]:
        text = ngettext(
            "One sentence is not translated yet.",
            "%(count)d sentences are not translated yet.",
            missing,
        )
        messages.warning(request, text % {"count": missing})
    if changed := found["to_check"]:
        text = ngettext(
            "One sentence has changed in German. It is marked “please check”: correct it, or save "
            "it as it is.",
            "%(count)d sentences have changed in German. They are marked “please check”: correct "
            "them, or save them as they are.",
            changed,
        )
        messages.warning(request, text % {"count": changed})


def act(request: HttpRequest, page: Page, translation: Translation) -> None:
    """Carry a button out and say how it went. Raises PermissionDenied."""
    user, sent, state = request.user, request.POST, page.current_workflow_state
    rights = page.permissions_for_user(user)
    try:
        if sent.get("action-cancel-workflow"):
            if state is None or not state.user_can_cancel(user):
                raise PermissionDenied
            state.cancel(user=user)
            text = _("“%(title)s” does not wait for approval any more.")
        elif rights.page_locked():
            raise PermissionDenied
        elif sent.get("action-publish"):
            if not rights.can_publish():
                raise PermissionDenied
            page = copies.publish(translation, user)
            text = _("“%(title)s” is published.")
        elif sent.get("action-submit") or sent.get("action-restart-workflow"):
            if not rights.can_submit_for_moderation():
                raise PermissionDenied
            page = send_in(translation, state, user, anew=bool(sent.get("action-restart-workflow")))
            text = _("“%(title)s” waits for approval now.")
        elif sent.get("action-workflow-action"):
            text = decide(page, translation, user, sent)
        else:
            return
    except ValidationError as error:
        say(request, error, type(page))
        return
    messages.success(request, text % {"title": page.title})


@transaction.atomic
def send_in(translation: Translation, state: WorkflowState | None, user: Any, anew: bool) -> Page:
    """Submit the present wording of a translation for approval and return the page.

    Raises ValidationError, see copies.finished().
    """
    page = copies.finished(translation)
    page.save_revision(user=user)
    if state and anew:
        state.cancel(user=user)
    elif state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user)
        return page
    page.get_workflow().start(page, user)
    return page


@transaction.atomic
def decide(page: Page, translation: Translation, user: Any, sent: dict) -> str:
    """Approve a translation, or send it back; return what is to be said.

    Raises PermissionDenied, ValidationError where it cannot go live.
    """
    task, name = page.current_workflow_task, sent.get("workflow-action-name")
    if task is None or name not in {each for each, *_rest in task.get_actions(page, user)}:
        raise PermissionDenied
    if name == "approve":
        copies.finished(translation)
        copies.refresh_draft(translation, user)
    task.on_action(page.current_workflow_task_state, user, name, comment=comment_in(sent))
    if name == "approve":
        return _("“%(title)s” is published.")
    return _("“%(title)s” is sent back.")


def comment_in(sent: dict) -> str:
    """Return the comment that Wagtail's dialog sends along, "" for anything else."""
    try:
        return str(json.loads(sent.get("workflow-action-extra-data", "{}"))["comment"])
    except (ValueError, LookupError, TypeError):
        return ""


def say(request: HttpRequest, error: ValidationError, model: type[Page]) -> None:
    """Tell the user why a translation does not go live."""
    if isinstance(error, Untranslated):
        context = {"texts": error.texts[:NAMED], "more": len(error.texts[NAMED:])}
        messages.error(request, render_to_string("editions/translation/untranslated.html", context))
        return
    for text in texts_of(error, model):
        messages.error(request, text)


def texts_of(error: ValidationError, model: type[Page]) -> list[str]:
    """Return the messages of a ValidationError, with the name of the field they are about."""
    if not hasattr(error, "error_dict"):
        return error.messages
    labels = {field.name: field_paths.label(model, field.name) for field in model._meta.fields}
    return [
        text if text.startswith(label := labels.get(name, "")) else f"{label}: {text}"
        for name, texts in error.message_dict.items()
        for text in texts
    ]
