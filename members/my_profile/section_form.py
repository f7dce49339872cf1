"""The base of a section's form, which turns its fields into values and back."""

import re
import secrets
from collections.abc import Sequence
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EMPTY_VALUES
from django.http import QueryDict

from members.models import MemberPage
from members.profile_values.versions import digest
from miglobe_site import texts

#: As in ``base`` and ``opened``, of which others come from no form of ours.
DIGEST, NAME = re.compile(r"(\w{1,40}):([0-9a-f]{16})(?!\S)"), re.compile(r"[\w-]{16}", re.ASCII)
Values = dict[str, Any]
#: As in SectionDraft.data.
Kept = dict[str, Any]


def field_of(name, **kwargs):
    """The form field of a field of the page, with a counter where its length is limited."""
    field = MemberPage._meta.get_field(name).formfield(**kwargs)
    if getattr(field, "max_length", None):
        field.widget.attrs["data-count"] = field.max_length
    return field


class SectionForm(forms.Form):
    """A section: ``values()`` says what was entered, as in members.profile_values.values.

    Beside its fields it carries ``base``, digests of the values that it showed, and ``opened``, a
    name for this form.
    """

    section = title = ""
    names: Sequence[str] = ()

    data: QueryDict

    def __init__(
        self,
        *args: Any,
        shown: Values | None = None,
        kept: Kept | None = None,
        **kwargs: Any,
    ) -> None:
        """``shown``: the saved values; ``kept``: what was typed before, which stands over them."""
        super().__init__(*args, **kwargs)
        self.shown, kept = shown or {}, kept or {}
        self.typed = QueryDict(mutable=True)
        for name, entered in typed_in(kept).items():
            self.typed.setlist(name, entered)
        self.build(self.shown)
        for name, value in self.spread(self.shown).items():
            if name in self.fields:
                self.initial.setdefault(name, value)
        self.restore(kept)
        digests = {name: digest(value) for name, value in self.shown.items()}
        for name, initial in (("base", packed(digests)), ("opened", secrets.token_urlsafe(12))):
            self.fields[name] = forms.Field(required=False, widget=forms.HiddenInput)
            self.initial[name] = initial

    def build(self, shown: Values) -> None:
        """Add the fields."""
        for name in self.names:
            self.fields[name] = self.make_field(name)

    def make_field(self, name: str) -> forms.Field:
        return field_of(name)

    def inputs(self, name: str) -> list[str]:
        """The names of the form's fields that make a value."""
        return [name]

    def spread(self, values: Values) -> dict[str, Any]:
        """{name of a form field: what it shows} of values."""
        return dict(values)

    def value(self, name: str) -> Any:
        return self.cleaned_data[name] or ""

    def values(self) -> Values:
        return {name: self.value(name) for name in self.names}

    def model_field(self, name: str) -> Any:
        """The field of a model that takes what is entered in a field of the form, if any."""
        return MemberPage._meta.get_field(name) if name in self.names else None

    def clean(self) -> dict[str, Any]:
        """Hold what was entered against the models: the page is saved without asking them."""
        cleaned = super().clean() or self.cleaned_data
        for name, value in list(cleaned.items()):
            field = self.model_field(name)
            if field is None or value in EMPTY_VALUES:
                continue
            try:
                cleaned[name] = field.clean(texts.clean(field, value, field.model), None)
            except ValidationError as error:
                self.add_error(name, error)
        return cleaned

    @property
    def base(self) -> dict[str, str]:
        """The digests that came with the form; {} if there are none that can be read."""
        return dict(DIGEST.findall(self.data.get("base", "")))

    @property
    def opened(self) -> str:
        return name if NAME.fullmatch(name := self.data.get("opened", "")) else ""

    def to_keep(self) -> Kept:
        """What was changed, for a SectionDraft; pictures are no part of it."""
        kept = {}
        for name in self.names:
            inputs = self.inputs(name)
            if not any(each in self.changed_data for each in inputs):
                continue  # as it is saved
            base, value = self.base.get(name, ""), self.digest_of(name)
            if value not in {base, digest(self.shown[name])}:
                typed = {each: self.typed_texts(each) for each in inputs if each in self.data}
                kept[name] = {"base": base, "value": value, "typed": typed}
        return kept

    def typed_texts(self, name: str) -> list[str]:
        return [texts.running_text(each) for each in self.data.getlist(name)]

    def digest_of(self, name: str) -> str | None:
        """The digest of the value that was entered; None where it makes none."""
        is_wrong = any(each in self.errors for each in self.inputs(name))
        return None if is_wrong else digest(self.value(name))

    def restore(self, kept: Kept) -> None:
        """Show what was typed before instead of the saved values."""
        for name in set(kept).intersection(self.names):
            for each in self.inputs(name):
                widget = self.fields[each].widget
                self.initial[each] = widget.value_from_datadict(self.typed, {}, each)

    def upon(self, shown: Values, **kwargs: Any) -> Self:
        """What was changed in this form, in a new one that shows other values for the rest."""
        return type(self)(shown=shown, kept=self.to_keep(), **kwargs)


def typed_in(kept: Kept) -> dict[str, list[str]]:
    """{name of an input: texts} of all that is kept."""
    return {name: texts for entry in kept.values() for name, texts in entry["typed"].items()}


def packed(digests: dict[str, str]) -> str:
    """Digests in one hidden input; simpler to read safely than JSON."""
    return " ".join(f"{name}:{value}" for name, value in digests.items())
