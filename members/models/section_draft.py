"""What an advisor has typed and not saved yet."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SectionDraft(models.Model):
    """What was changed in one section of Mein Profil, as typed: kept over a closed browser.

    Also keeps what was typed where somebody else has changed the same fields meanwhile.

    ``data``: {name of a field: {"base": digest of the value it was typed against, "value": digest
    of the value it makes or None where it makes none yet, "typed": {name of an input: texts}}}.
    ``saved_form`` names the form that was saved last: what it sends late counts no more.
    """

    profile = models.UUIDField(editable=False)
    section = models.CharField(max_length=20, editable=False)
    data = models.JSONField(default=dict, editable=False)
    saved_form = models.CharField(max_length=32, blank=True, editable=False)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("typed section of a profile")
        verbose_name_plural = _("typed sections of a profile")
        constraints = [
            models.UniqueConstraint(fields=["profile", "section"], name="one_draft_of_a_section")
        ]

    def __str__(self):
        return f"{self.profile}: {self.section}"
