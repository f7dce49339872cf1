"""Who is told by mail of what waits for approval."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.admin.mail import GroupApprovalTaskStateSubmissionEmailNotifier
from wagtail.models import TaskState
from wagtail.signals import task_submitted

from .access.staff_groups import ADMINISTRATION


class EditorsNotifier(GroupApprovalTaskStateSubmissionEmailNotifier):
    """Tells the editors of the edition; the administrators may approve too, but need no mail."""

    def get_recipient_users(self, task_state, **kwargs):
        if goes_on(task_state):
            return get_user_model().objects.none()
        editors = task_state.task.specific.groups.exclude(name=ADMINISTRATION)
        return super().get_recipient_users(task_state, **kwargs).filter(groups__in=editors)


def goes_on(task_state):
    """Whether somebody goes on with what was submitted, and announced, within the last hour."""
    hour_ago = timezone.now() - timedelta(hours=1)
    before = task_state.workflow_state.task_states.exclude(pk=task_state.pk)
    return before.filter(status=TaskState.STATUS_CANCELLED, started_at__gt=hour_ago).exists()


notify_editors = EditorsNotifier()


def connect():
    """Stand in for Wagtail's own notifier: the first under an identifier stays."""
    task_submitted.connect(
        notify_editors,
        sender=TaskState,
        dispatch_uid="group_approval_task_submitted_email_notification",
    )
