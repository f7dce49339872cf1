"""Who is told by mail of what waits for approval, and which edition a mail is of."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.admin.mail import GroupApprovalTaskStateSubmissionEmailNotifier
from wagtail.models import TaskState
from wagtail.signals import task_submitted

from miglobe_site.outbox.backend import about

from .access.staff_groups import ADMINISTRATION
from .homes import home_type
from .registry import Edition, parse_code


@contextmanager
def about_edition(edition: Edition, until: datetime | None = None) -> Iterator[None]:
    """Say that the mails made within are of an edition: its staff see them, and read the answers.

    ``until``: when they are of no use any more.
    """
    home = home_type().objects.filter(locale__language_code=edition.locale_code()).first()
    with about(edition.key, home.settings.answers_go_to if home else "", until):
        yield


class AboutEdition:
    """For Wagtail's notifiers, whose mails say nothing of an edition."""

    def send_notifications(self, template_set, context, recipients, **kwargs):
        page = context.get("page")
        edition = page and parse_code(page.locale.language_code)[1]
        if edition is None:
            return super().send_notifications(template_set, context, recipients, **kwargs)
        with about_edition(edition):
            return super().send_notifications(template_set, context, recipients, **kwargs)


class EditorsNotifier(AboutEdition, GroupApprovalTaskStateSubmissionEmailNotifier):
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
