"""Form fields of our own."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

#: A number of so many figures fits into every database.
LONGEST_ID = 18


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
