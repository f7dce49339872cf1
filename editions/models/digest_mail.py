"""The weekly mails to the staff of editions, so that each is sent once."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DigestMail(models.Model):
    """The mail of one week to one member of an edition's staff.

    The row is made together with the mail, so that two runs at once make one. ``sent_at`` is empty
    where there was nothing to tell.
    """

    edition = models.CharField(max_length=8)
    week = models.CharField(max_length=8)  # 2026-W48
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    sent_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("weekly mail")
        verbose_name_plural = _("weekly mails")
        constraints = [
            models.UniqueConstraint(fields=["edition", "week", "user"], name="one_mail_a_week")
        ]

    def __str__(self):
        return f"{self.edition}, {self.week}: {self.user}"
