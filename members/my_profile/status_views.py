"""The first page of Mein Profil: what is public, what waits, what the staff answered."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import TaskState

from members import confirming
from members.models import ConsentKind, SectionDraft
from members.my_profile.doors import advisor
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
        "missing": [] if page.live else list(draft.publish_errors().values()),
        "typed": {row.section for row in typed if row.data},
        "sections": SECTIONS,
    }
    return show(request, page, "status", **context)


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
    return redirect("own:status")


@advisor
def preview(request, page):
    """The page as it will be once everything is approved."""
    draft = versions.draft_of(page)
    return draft.make_preview_request(request, draft.default_preview_mode)
