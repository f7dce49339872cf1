"""What all public forms have: they know a second press of the button, a program, and haste."""

import hashlib
import json
import secrets
from typing import Any

from django import forms
from django.core.signing import BadSignature, Signer
from django.utils import timezone

DAY = 24 * 60 * 60

signer = Signer(salt="consultations.form")


class SentForm(forms.Form):
    """``sent``: the fields as they were sent, a QueryDict, or None on the first visit."""

    #: Invisible to people; programs fill in whatever there is.
    website = forms.CharField(
        required=False, max_length=1000, widget=forms.TextInput({"autocomplete": "off"})
    )
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    shown = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, initial: Any = None, **kwargs: Any) -> None:
        now = str(int(timezone.now().timestamp()))
        made = {"key": secrets.token_urlsafe(16), "shown": signer.sign(now)}
        super().__init__(data, initial=made | (initial or {}), **kwargs)
        self.sent = data

    @property
    def seconds(self) -> float | None:
        """How long somebody has had the form, None where that is not known."""
        try:
            shown = int(signer.unsign(self.cleaned_data["shown"]))
        except (BadSignature, KeyError, ValueError):
            return None
        return timezone.now().timestamp() - shown

    @property
    def was_shown_today(self) -> bool:
        """Whether somebody may have been typing while the offer was paused."""
        return self.seconds is not None and self.seconds < DAY

    @property
    def digest(self) -> str:
        return digest_of(self)


def digest_of(form: Any) -> str:
    """Of a form with all that was typed: equal where the button was pressed twice."""
    names = [name for name in form.fields if name not in {"key", "shown"}]
    typed = {name: form.data.getlist(name) for name in names}
    sent = json.dumps([form.cleaned_data["key"], typed], sort_keys=True)
    return hashlib.sha256(sent.encode(errors="replace")).hexdigest()
