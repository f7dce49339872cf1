"""Who is told by mail of what waits for approval."""

from wagtail.admin.mail import GroupApprovalTaskStateSubmissionEmailNotifier
from wagtail.models import TaskState
from wagtail.signals import task_submitted

from .setup import ADMINISTRATION


class EditorsNotifier(GroupApprovalTaskStateSubmissionEmailNotifier):
    """Tells the editors of the edition; the administrators may approve too, but need no mail."""

    def get_recipient_users(self, task_state, **kwargs):
        editors = task_state.task.specific.groups.exclude(name=ADMINISTRATION)
        return super().get_recipient_users(task_state, **kwargs).filter(groups__in=editors)


notify_editors = EditorsNotifier()


def connect():
    """Stand in for Wagtail's own notifier: who comes first under an identifier keeps it."""
    task_submitted.connect(
        notify_editors,
        sender=TaskState,
        dispatch_uid="group_approval_task_submitted_email_notification",
    )
