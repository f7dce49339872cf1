"""What everything has that arrives through a public form."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.choices import REASONS
from consultations.references import new_reference
from miglobe_site.texts import CleanTexts

#: Of what is written in a small form, or about it.
LONGEST_TEXT = 2000


class Sent(CleanTexts):
    """``sent_digest``: of the form with all that was typed, so that a second press of the button
    makes no second row. ``suspicions``: why it waits in quarantine, empty for all others.
    """

    reference = models.CharField(
        _("reference"), max_length=8, unique=True, default=new_reference, editable=False
    )
    sent_digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("arrived on"), default=timezone.now, editable=False)
    suspicions = models.CharField(_("suspicions"), max_length=200, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def spelled_reference(self) -> str:
        """In two halves, as it is read aloud."""
        return f"{self.reference[:4]} {self.reference[4:]}"

    @property
    def is_in_quarantine(self) -> bool:
        return bool(self.suspicions)

    @property
    def reasons(self) -> list[str]:
        """Why it is in quarantine, in words."""
        return [str(REASONS.get(each, each)) for each in self.suspicions.split(",") if each]
