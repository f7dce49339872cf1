from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from editions.access.visibility import own_editions
from editions.registry import EDITIONS


class MunicipalityForm(WagtailAdminModelForm):
    """Staff of an edition enter and change the municipalities of their own federal state."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.own = {edition.key for edition in own_editions(self.for_user)}
        self.state_before = self.instance.state
        if len(self.own) == 1 and not self.state_before:
            self.initial["state"] = next(iter(self.own))

    def clean(self):
        cleaned = super().clean()
        for state in {self.state_before, cleaned.get("state")} - {None, ""}:
            if state not in self.own:
                message = _("Municipalities of %(state)s are looked after by the staff there.")
                raise ValidationError({"state": message % {"state": EDITIONS[state].state}})
        return cleaned
