"""Mails to advisors about what the staff decided, in place of Wagtail's, which lead to the CMS."""

from django.dispatch import receiver
from wagtail.admin.mail import (
    WorkflowStateApprovalEmailNotifier,
    WorkflowStateRejectionEmailNotifier,
)
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import workflow_approved, workflow_cancelled, workflow_rejected

from editions.mails import AboutEdition
from members.models import MemberPage
from members.my_profile import mails
from members.staff import is_staff


class ToStaff(AboutEdition):
    """Advisors get mails of their own: they cannot open what Wagtail's lead to."""

    def get_recipient_users(self, instance, **kwargs):
        users = super().get_recipient_users(instance, **kwargs)
        return [user for user in users if is_staff(user)]


class ApprovalNotifier(ToStaff, WorkflowStateApprovalEmailNotifier):
    pass


class RejectionNotifier(ToStaff, WorkflowStateRejectionEmailNotifier):
    pass


notify_of_approval, notify_of_rejection = ApprovalNotifier(), RejectionNotifier()


def connect():
    """Stand in for Wagtail's notifiers: the first under an identifier stays."""
    for signal, notifier, name in (
        (workflow_approved, notify_of_approval, "workflow_state_approved_email_notification"),
        (workflow_rejected, notify_of_rejection, "workflow_state_rejected_email_notification"),
    ):
        signal.connect(notifier, sender=WorkflowState, dispatch_uid=name)


def profile_in(workflow_state):
    """The profile that a workflow is about, if it has an account; else None."""
    pages = MemberPage.objects.filter(pk=workflow_state.object_id, account__isnull=False)
    return pages.select_related("account", "locale").first()


def tell(workflow_state, template, user):
    page = profile_in(workflow_state)
    if page is None or page.account == user:
        return
    task = workflow_state.task_states.exclude(status=TaskState.STATUS_IN_PROGRESS).order_by("-pk")
    comment = getattr(task.first(), "comment", "")
    if page.account.email:
        url = mails.absolute("my_profile:status")
        mails.send(template, page, page.account.email, comment=comment, url=url)


@receiver(workflow_approved, sender=WorkflowState)
def tell_of_approval(instance, user, **kwargs):
    tell(instance, "approved", user)


@receiver(workflow_rejected, sender=WorkflowState)
def tell_of_question(instance, user, **kwargs):
    tell(instance, "question", user)


@receiver(workflow_cancelled, sender=WorkflowState)
def tell_of_publication(instance, user, **kwargs):
    """Staff who publish from the editor call the approval off, which was given all the same."""
    page = profile_in(instance)
    if page and page.live and not page.has_unpublished_changes:
        tell(instance, "approved", user)
