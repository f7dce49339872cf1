"""The first page of Mein Profil: what is public, what waits, what the staff answered."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.models import TaskState

from members import confirming
from members.models import ConsentKind, SectionDraft
from members.my_profile import lost, saving, visibility
from members.my_profile.doors import advisor
from members.my_profile.missing import missing_in
from members.my_profile.render import SECTIONS, show
from members.profile_values import labels, versions


@advisor
def status(request, page):
    draft = versions.draft_of(page)
    waiting = [
        (
            labels.label(page, name),
            labels.text(page, name, public),
            labels.text(page, name, new),
        )
        for name, (public, new) in versions.changes(page, draft).items()
    ]
    typed = SectionDraft.objects.filter(profile=page.translation_key)
    context = {
        "is_public": page.live and ConsentKind.WEB in page.consents,
        "waiting": waiting,
        "task": task_of(page),
        "answer": answer_to(page),
        "missing": missing_in(draft),
        "can_submit": can_submit(page, draft),
        "typed": {row.section for row in typed if row.data} | set(lost.sections(request)),
        "former": visibility.former(page, request.user),
        "sections": SECTIONS,
        "parts": [part(page, request) for part in hooks.get_hooks("my_profile_parts")],
    }
    return show(request, page, "status", **context)


def can_submit(page, draft):
    """Whether there is something that waits, though nobody is asked for it."""
    is_new = not page.live and not page.first_published_at
    has_news = is_new or bool(versions.changes(page, draft))
    return has_news and not task_of(page) and not draft.publish_errors()


@require_POST
@advisor
@transaction.atomic
def withdraw(request, page):
    """Ask the staff no longer; what was written stays as a draft."""
    page = saving.locked(page)
    state = page.current_workflow_state
    if state is None:
        messages.info(request, _("Nothing waits for approval any more."))
    else:
        state.cancel(user=request.user)
        messages.success(
            request, _("Withdrawn: the staff are not asked any more. Your text is kept as a draft.")
        )
    return redirect("my_profile:status")


@require_POST
@advisor
@transaction.atomic
def submit(request, page):
    """Ask the staff to approve the draft as it is."""
    page = saving.locked(page)
    draft = versions.draft_of(page)
    if can_submit(page, draft):
        saving.submit(draft, request.user)
        messages.success(request, _("The staff are asked to approve it."))
    else:
        messages.info(request, _("There is nothing to submit."))
    return redirect("my_profile:status")


@require_POST
@advisor
@transaction.atomic
def discard_draft(request, page):
    """Go back to what is public; the draft stays in the history of versions."""
    page = saving.locked(page)
    if page.live and versions.has_waiting(page):
        if state := page.current_workflow_state:
            state.cancel(user=request.user)
        saving.publish(page, request.user)
        messages.success(request, _("The draft is discarded. What is public stays as it is."))
    return redirect("my_profile:status")


def tasks_of(page):
    states = page.workflow_states.values("pk")
    return TaskState.objects.filter(workflow_state__in=states).order_by("-started_at", "-pk")


def task_of(page):
    """The approval that is asked for now, or None."""
    return tasks_of(page).filter(status=TaskState.STATUS_IN_PROGRESS).first()


def answer_to(page):
    """What the staff decided last, or None; "needs_changes" means that it is the advisor's turn."""
    decided = (TaskState.STATUS_APPROVED, TaskState.STATUS_REJECTED)
    return tasks_of(page).filter(status__in=decided).first()


@require_POST
@advisor
def confirm(request, page):
    """“Stimmt noch”: the profile is current, and listed again if it was not."""
    confirming.confirm(page)
    messages.success(request, _("Thank you! Your profile counts as up to date now."))
    return redirect("my_profile:status")


@advisor
def preview(request, page):
    """The page as it will be once everything is approved."""
    draft = versions.draft_of(page)
    back = {"back_to": reverse("my_profile:status")}
    return draft.make_preview_request(request, draft.default_preview_mode, back)
