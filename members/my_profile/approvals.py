"""Staff approve what they have seen: not a version that its author has changed since."""

from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from miglobe_site.pages.publishing import PublishingBlocked


@receiver(pre_save, sender=TaskState)
def decide_once(instance, **kwargs):
    """Raise PublishingBlocked where a task has been decided or called off in between."""
    decided = {TaskState.STATUS_APPROVED, TaskState.STATUS_REJECTED}
    if instance.pk is None or instance.status not in decided:
        return
    before = TaskState.objects.select_for_update().filter(pk=instance.pk)
    status = before.values_list("status", flat=True).first()
    if status not in {TaskState.STATUS_IN_PROGRESS, None}:
        raise PublishingBlocked(
            _("This page was changed or decided on in between. Please look at it once more.")
        )
