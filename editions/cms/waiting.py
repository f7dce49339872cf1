"""What waits for approval: said at the top of its editor, listed on the start page of the CMS."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page, TaskState


def waiting_task(page: Page) -> TaskState | None:
    """Return the step of the approval that the page is at; None where it waits for nobody."""
    task = page.current_workflow_task_state
    return task if task and task.status == TaskState.STATUS_IN_PROGRESS else None


def compare_url(page: Page) -> str:
    """Where what is public and what waits stand side by side; the editor for what is new."""
    if not page.live or not page.latest_revision_id:
        return reverse("wagtailadmin_pages:edit", args=[page.pk])
    return reverse(
        "wagtailadmin_pages:revisions_compare", args=[page.pk, "live", page.latest_revision_id]
    )


def changed_fields(page: Page, request: HttpRequest) -> list[str]:
    """The labels of what differs between a live page and its newest draft."""
    live = type(page).objects.get(pk=page.pk)  # the editor has the draft in its hands
    panel = page.get_edit_handler().get_bound_panel(instance=page, request=request, form=None)
    draft = page.get_latest_revision_as_object()
    differences = [compare(live, draft) for compare in panel.get_comparison()]
    return [str(each.field_label()) for each in differences if each.has_changed()]


def say_what_waits(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Tell at the top of the editor what waits, with what can be done about it."""
    task = waiting_task(page)
    if request.method == "GET" and task:
        messages.warning(request, sentence(request, page, task))
    elif request.method == "POST" and "action-workflow-action" in request.POST and not task:
        messages.error(request, f"{what_happened(page)} {_('Nothing was saved.')}")
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


def sentence(request: HttpRequest, page: Page, task: TaskState) -> str:
    actions = {name for name, *_rest in task.task.specific.get_actions(page, request.user)}
    author = task.workflow_state.requested_by
    context = {
        "page": page,
        "task": task,
        "author": author and get_user_display_name(author),
        "fields": ", ".join(changed_fields(page, request)) if page.live else "",
        "compare": compare_url(page) if page.live else "",
        "may_decide": {"approve", "reject"} <= actions,
    }
    return render_to_string("editions/waiting.html", context, request)


def what_happened(page: Page) -> str:
    """Say how the last approval of a page ended."""
    tasks = TaskState.objects.filter(workflow_state__in=page.workflow_states.all())
    task = tasks.exclude(finished_at=None).order_by("finished_at", "pk").last()
    if task is None:
        return _("This page does not wait for approval.")
    words = {
        TaskState.STATUS_APPROVED: _("%(name)s has approved this on %(when)s."),
        TaskState.STATUS_REJECTED: _("%(name)s has sent this back on %(when)s."),
    }
    text = words.get(task.status, _("This was withdrawn from approval on %(when)s."))
    when = date_format(timezone.localtime(task.finished_at), "j. F Y, H:i")
    return text % {"name": get_user_display_name(task.finished_by), "when": when}


class WaitingPanel(Component):
    """All that waits for the user's approval, pages and profiles together, the oldest first."""

    name = "waiting"
    order = 90
    template_name = "editions/waiting_panel.html"

    def __init__(self, user: AbstractBaseUser):
        tasks = TaskState.objects.reviewable_by(user)
        self.tasks = tasks.select_related("workflow_state__requested_by").order_by("started_at")

    def get_context_data(self, parent_context: Any) -> dict:
        return {"heading": gettext_lazy("Waits for your approval"), "rows": list(self.rows())}

    def rows(self) -> Iterator[dict]:
        tasks = list(self.tasks)
        numbers = [int(task.workflow_state.object_id) for task in tasks]
        pages = Page.objects.select_related("locale").in_bulk(numbers)
        for number, task in zip(numbers, tasks, strict=True):
            if page := pages.get(number):
                author = task.workflow_state.requested_by
                yield {
                    "page": page,
                    "since": task.started_at,
                    "author": get_user_display_name(author) if author else "–",
                    "compare": compare_url(page),
                }
