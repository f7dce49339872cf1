"""The form with which a page is taken over."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale

from .takeover import Mode

MODES = {
    Mode.ADAPTED: gettext_lazy(
        "You adapt the text sentence by sentence; what changes in the original arrives as a draft."
    ),
    Mode.MIRRORED: gettext_lazy(
        "The page stays word for word as the original: public at once, and changed with it."
    ),
    Mode.INDEPENDENT: gettext_lazy(
        "A complete copy that goes its own way from now on; the original no longer matters."
    ),
}


class TakeOverForm(forms.Form):
    """``targets``: the open ones (see targets.Target); at least one."""

    target = forms.ModelChoiceField(
        Locale.objects.none(),
        label=gettext_lazy("Into which edition or language?"),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    mode = forms.ChoiceField(
        label=gettext_lazy("In which way?"), widget=forms.RadioSelect, initial=Mode.ADAPTED
    )
    below = forms.BooleanField(required=False)

    def __init__(self, *args, targets, **kwargs):
        super().__init__(*args, **kwargs)
        self.targets = {target.locale.pk: target for target in targets}
        target = self.fields["target"]
        target.queryset = Locale.objects.filter(pk__in=self.targets)
        if len(targets) == 1:
            target.initial = targets[0].locale
        can_mirror = any(target.can_mirror for target in targets)
        self.fields["mode"].choices = [
            (mode, mode.label) for mode in MODES if can_mirror or mode != Mode.MIRRORED
        ]
        count = max(len(target.below) for target in targets)
        self.fields["below"].label = _("The pages below it too (%(count)d)") % {"count": count}
        if not count:
            del self.fields["below"]

    def clean(self):
        cleaned = super().clean()
        locale, mode = cleaned.get("target"), cleaned.get("mode")
        if locale and mode:
            target = self.targets[locale.pk]
            if mode == Mode.MIRRORED and not target.can_mirror:
                raise ValidationError({"mode": _("Into this target, no page can be mirrored.")})
            if not target.takes_page and not (cleaned.get("below") and target.below):
                raise ValidationError(
                    {"target": _("The page is there already. Tick the pages below it, too.")}
                )
        return cleaned

    @property
    def modes(self):
        """(radio button, what the mode means) for the template."""
        return [(radio, MODES[Mode(radio.data["value"])]) for radio in self["mode"]]

    @property
    def places(self):
        """(radio button, Target) for the template."""
        return [(radio, self.targets[radio.data["value"].value]) for radio in self["target"]]
