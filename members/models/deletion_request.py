"""The wish of a person to be forgotten."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DeletionRequest(models.Model):
    """Open until the staff have carried it out; it then goes with all the rest."""

    profile = models.UUIDField(unique=True, editable=False)
    requested_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("request of deletion")
        verbose_name_plural = _("requests of deletion")

    def __str__(self):
        return str(self.profile)
