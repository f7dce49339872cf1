"""Which accounts a profile has ever had: whoever forgets the person forgets them all."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkedAccount(models.Model):
    """An account that keeps a profile, or once did."""

    profile = models.UUIDField(editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        editable=False,
        on_delete=models.CASCADE,
        related_name="linked_profiles",
    )
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("account of a profile")
        verbose_name_plural = _("accounts of profiles")
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "user"], name="account_linked_once_to_a_profile"
            )
        ]

    def __str__(self):
        return f"{self.profile}: {self.user}"
