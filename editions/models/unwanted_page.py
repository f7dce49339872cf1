"""Pages of other editions that the staff of an edition do not want to be reminded of."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale


class UnwantedPage(models.Model):
    """A page, by its translation key, that a locale goes without on purpose."""

    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    translation_key = models.UUIDField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("page left out")
        verbose_name_plural = _("pages left out")
        constraints = [
            models.UniqueConstraint(fields=["locale", "translation_key"], name="left_out_once")
        ]

    def __str__(self):
        return f"{self.locale}: {self.translation_key}"
