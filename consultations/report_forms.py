"""The small public forms: a barrier, feedback on a page, interest where no edition is."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.models import Interest, Report
from consultations.models.sent import LONGEST_TEXT
from consultations.sent_form import SentForm
from editions.own_paths import own_path
from miglobe_site.form_fields import ParagraphsField

EMAIL_WRONG = _("Please check your e-mail address. It looks like name@stadt.de.")


class OwnPathField(forms.CharField):
    """A page of this site; whatever else is sent is left out, and never an error."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, strip=True, **kwargs)

    def clean(self, value: Any) -> str:
        return own_path(value or "")


class BarrierForm(SentForm, forms.ModelForm):
    text = ParagraphsField(
        label=_("What does not work?"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("For example: what you wanted to do, and what you use to read the screen."),
        error_messages={"required": _("Please say what does not work.")},
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        required=False,
        widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=_("For an answer. Without it we look into the matter all the same."),
        error_messages={"invalid": EMAIL_WRONG},
    )
    page = OwnPathField()

    class Meta:
        model = Report
        fields = ("text", "email", "page")


class FeedbackForm(SentForm, forms.ModelForm):
    """``helpful`` is the button that was pressed."""

    HELPFUL = {"yes": True, "no": False}

    text = ParagraphsField(
        label=_("What should be better?"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Please no names: nobody can answer you here."),
    )
    page = OwnPathField()
    helpful = forms.CharField(required=False)

    class Meta:
        model = Report
        fields = ("text", "page")

    def clean_helpful(self) -> bool | None:
        return self.HELPFUL.get(self.cleaned_data["helpful"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "text" not in self.errors and not cleaned.get("text") and cleaned["helpful"] is None:
            self.add_error("text", _("Please press Yes or No, or write a few words."))
        return cleaned


class InterestForm(SentForm, forms.ModelForm):
    """``states``: [(key, name), …] of those without an edition."""

    state = forms.ChoiceField(
        label=_("Your federal state"),
        error_messages={
            "required": _("Please choose your federal state."),
            "invalid_choice": _("Please choose a federal state from the list."),
        },
    )
    municipality = forms.CharField(
        label=_("Your municipality"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "organization"}),
        help_text=_("Town, municipality or district"),
        error_messages={"required": _("Please say which municipality is interested.")},
    )
    name = forms.CharField(
        label=_("Your name"),
        required=False,
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        required=False,
        widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=_("So that we can tell you when there is a team in your federal state."),
        error_messages={"invalid": EMAIL_WRONG},
    )
    text = ParagraphsField(
        label=_("What is it about?"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 4}),
    )

    class Meta:
        model = Interest
        fields = ("state", "municipality", "email", "name", "text")

    def __init__(
        self, data: Any = None, *, states: list[tuple[str, str]], initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        field: Any = self.fields["state"]
        field.choices = [("", _("Please choose")), *states]
