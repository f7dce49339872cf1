"""The mails about a profile that was not confirmed for long, so that each is sent once."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProfileReminder(models.Model):
    """One mail: ``stage`` is the month it is due in, ``since`` the confirmation it counts from.

    The row is made before the mail is sent, so that two runs at once send one, and taken back where
    the mail server does not take it.
    """

    profile = models.UUIDField(editable=False)
    stage = models.PositiveSmallIntegerField(editable=False)
    since = models.DateTimeField(editable=False)
    created_at = models.DateTimeField(editable=False)

    class Meta:
        default_permissions = ()
        verbose_name = _("reminder of a profile")
        verbose_name_plural = _("reminders of profiles")
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "stage", "since"], name="one_reminder_of_a_stage"
            )
        ]

    def __str__(self):
        return f"{self.profile}: {self.stage}"
