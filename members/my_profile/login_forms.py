"""Forms for getting in."""

from django import forms
from django.contrib.auth import get_user_model, password_validation
from django.utils.translation import gettext_lazy as _

from miglobe_site.accounts.login_limits import OldPasswordForm

NEW = {"autocomplete": "new-password"}


class AddressForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )


class LoginForm(forms.Form):
    """``username`` is the name under which django-axes counts failures."""

    username = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=4096,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )


class NewPasswordForm(forms.Form):
    """The first password of an account that may not exist yet."""

    password = forms.CharField(
        label=_("Password"),
        max_length=4096,
        strip=False,
        help_text=_("At least 12 characters; several words in a row are easy to remember."),
        widget=forms.PasswordInput(NEW),
    )
    again = forms.CharField(
        label=_("Password, once more"), max_length=4096, strip=False,
        widget=forms.PasswordInput(NEW),
    )  # fmt: skip

    def __init__(self, page, email, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = {"first_name": page.first_name, "last_name": page.last_name}
        self.user = get_user_model()(email=email, **names)

    def clean_password(self):
        password = self.cleaned_data["password"]
        password_validation.validate_password(password, self.user)
        return password

    def clean(self):
        cleaned = super().clean()
        if "password" in cleaned and cleaned["password"] != cleaned.get("again"):
            self.add_error("again", _("The two passwords differ."))
        return cleaned


class PasswordForm(OldPasswordForm):
    field_order = ["old_password", "new_password1", "new_password2"]
