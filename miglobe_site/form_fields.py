"""Form fields of our own."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import BaseValidator
from django.utils.translation import gettext_lazy as _

from miglobe_site.texts import name, running_text

#: A number of so many figures fits into every database.
LONGEST_ID = 18


class ParagraphsField(forms.CharField):
    """A text of several lines, whose length is counted as people see it.

    Browsers send two characters for a line break, and cut what is too long without a word: the
    length is checked here alone.
    """

    widget = forms.Textarea
    default_error_messages = {
        "max_length": _(
            "Please shorten the text to %(limit_value)d characters; there are %(show_value)d."
        )
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for validator in self.validators:
            if isinstance(validator, BaseValidator) and validator.code in self.error_messages:
                validator.message = self.error_messages[validator.code]

    def to_python(self, value: Any) -> str:
        return running_text(super().to_python(value) or "")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}


class LineField(forms.CharField):
    """A name, a place or an address, whose length is counted once it is clean.

    Composed letters (NFC) may be more than were typed.
    """

    def to_python(self, value: Any) -> str:
        return name(super().to_python(value) or "")


class RowsField(forms.ModelMultipleChoiceField):
    """Rows to choose from; ids that no database can hold are no choice, and no error of it."""

    def clean(self, value: Any) -> Any:
        for pk in value or ():
            if len(str(pk)) > LONGEST_ID:
                raise ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": str(pk)[:LONGEST_ID]},
                )
        return super().clean(value)
