"""The base of a section's form, which turns its fields into values and back."""

import json

from django import forms
from django.http import QueryDict

from members.models import MemberPage
from members.profile_values.versions import digest


def field_of(name, **kwargs):
    """The form field of a field of the page, with a counter where its length is limited."""
    field = MemberPage._meta.get_field(name).formfield(**kwargs)
    if getattr(field, "max_length", None):
        field.widget.attrs["data-count"] = field.max_length
    return field


class SectionForm(forms.Form):
    """A section: ``values()`` says what was entered, as in members.profile_values.values."""

    section = title = ""
    names = ()

    def __init__(self, *args, shown=None, **kwargs):
        """``shown``: the values on show; their digests go along in the hidden field ``base``."""
        super().__init__(*args, **kwargs)
        self.build(shown or {})
        for name, value in self.spread(shown or {}).items():
            if name in self.fields:
                self.initial.setdefault(name, value)
        digests = {name: digest(value) for name, value in (shown or {}).items()}
        self.fields["base"] = forms.CharField(required=False, widget=forms.HiddenInput)
        self.initial["base"] = json.dumps(digests)

    def rebase(self, shown):
        """Let the next save of what was entered count as one that knows these values."""
        self.data = self.data.copy()
        self.data["base"] = json.dumps({name: digest(value) for name, value in shown.items()})

    def build(self, shown):
        """Add the fields."""
        for name in self.names:
            self.fields[name] = self.make_field(name)

    def make_field(self, name):
        return field_of(name)

    def spread(self, values):
        """{name of a form field: what it shows} of values."""
        return dict(values)

    def values(self):
        return {name: self.cleaned_data[name] or "" for name in self.names}

    @property
    def base(self):
        """The digests that came with the form; {} if there are none that can be read."""
        try:
            base = json.loads(self.data.get("base") or "{}")
        except ValueError:
            return {}
        return base if isinstance(base, dict) else {}

    def typed(self):
        """What was typed, for a SectionDraft; pictures are no part of it."""
        names = [name for name in self.fields if name != "base"]
        return {name: self.data.getlist(name) for name in names if name in self.data}

    def restore(self, data):
        """Show what was typed before instead of the saved values."""
        typed = QueryDict(mutable=True)
        for name, values in data.items():
            typed.setlist(name, values)
        for name, field in self.fields.items():
            if name != "base":
                self.initial[name] = field.widget.value_from_datadict(typed, {}, name)
