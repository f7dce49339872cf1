"""Interest in advice where no edition is: the administration sees where one would be needed."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from miglobe_site.fields import CodeField
from miglobe_site.municipalities.states import STATES

from .sent import LONGEST_TEXT, Sent


class Interest(Sent):
    """``state``: a key of STATES. Who leaves no e-mail is counted, and cannot be told anything."""

    edition: ClassVar[str] = ""  # its mails belong to none

    state = CodeField(_("federal state"), max_length=8, choices=[*STATES.items()])
    municipality = models.CharField(_("municipality"), max_length=120)
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    text = models.TextField(_("message"), max_length=LONGEST_TEXT, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["-created_at", "-pk"]
        verbose_name = _("interest")
        verbose_name_plural = _("interests")

    def __str__(self) -> str:
        return f"{self.municipality} ({self.reference})"
