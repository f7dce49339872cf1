"""The form of the consents, for staff and for the advisors themselves."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.models import ConsentKind
from members.models.consent import TEXTS

#: What a form without the field ``shown`` showed: nothing that can be true.
UNKNOWN = "?"


class ConsentsForm(forms.Form):
    """One box for each kind. Only boxes that were changed since the page was shown count.

    What it showed goes along in the field ``shown``, so that a page that is sent late does not give
    again what was revoked meanwhile.
    """

    title = _("Visibility and consents")
    shown = forms.Field(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, current: set[ConsentKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in ConsentKind:
            self.fields[kind.value] = forms.BooleanField(
                label=kind.label, help_text=self.text_of(kind), required=False
            )
        self.initial = {**self.initial, **self.state(current)}

    def text_of(self, kind: ConsentKind) -> Any:
        """The words that are agreed to."""
        return TEXTS[kind][1]

    @staticmethod
    def state(given: set[ConsentKind]) -> dict[str, Any]:
        """What the form shows of the kinds that are given."""
        boxes = {kind.value: kind in given for kind in ConsentKind}
        return boxes | {"shown": " ".join(kind.value for kind in ConsentKind if kind in given)}

    def clean_shown(self) -> set[str]:
        return set(self.data.get(self.add_prefix("shown"), UNKNOWN).split())

    @property
    def ticked(self) -> set[ConsentKind]:
        return {kind for kind in ConsentKind if self.cleaned_data[kind.value]}

    @property
    def changes(self) -> dict[ConsentKind, bool]:
        """{kind: whether it is to be given} of the boxes that were changed."""
        shown = self.cleaned_data["shown"]
        ticked = self.ticked
        return {kind: kind in ticked for kind in ConsentKind if (kind in ticked) != (kind in shown)}

    def show_anew(self, current: set[ConsentKind], changed: list[ConsentKind]) -> None:
        """Say what others have changed since the form was shown, and show how it stands now."""
        others = self.cleaned_data["shown"] ^ current ^ set(changed)
        names = ", ".join(str(kind.label) for kind in ConsentKind if kind in others)
        message = gettext(
            "Changed in the meantime: %(names)s. Nothing was given; please look at the boxes as "
            "they stand now and save again."
        )
        self.add_error(None, message % {"names": names})
        sent = {name: self.data[name] for name in self.data if name not in ConsentKind.values}
        self.data = sent | self.state(current)
