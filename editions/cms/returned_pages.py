"""The editor says at its top why a page came back from approval; Wagtail says it in a dialog."""

from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.models import WorkflowState


def say_why_it_came_back(request, page):
    state = page.current_workflow_state if request.method == "GET" else None
    if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return
    task = state.current_task_state
    name, comment = get_user_display_name(task.finished_by), task.get_comment()
    if comment:
        text = _("%(name)s asks for changes: “%(comment)s”")
        messages.warning(request, text % {"name": name, "comment": comment})
    else:
        messages.warning(request, _("%(name)s asks for changes.") % {"name": name})
