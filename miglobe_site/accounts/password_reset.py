"""“Passwort vergessen” of the CMS: answered alike, and as fast, whether there is an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.admin.forms.auth import PasswordResetForm
from wagtail.admin.views import account

from . import background, throttle

MOST_REQUESTS = 20  # from one address within an hour
#: Mails to one address within an hour; more requests are answered alike and send nothing.
MOST_MAILS = 3


class ResetForm(PasswordResetForm):
    def save(self, **options: object) -> None:
        """Look for the account and send in the background: the time of the answer tells nothing."""
        background.run(self.send_to_few, options)

    def send_to_few(self, options: dict) -> None:
        email = self.cleaned_data["email"].lower()
        if throttle.count("password-reset-to", email) <= MOST_MAILS:
            super().save(**options)


class ResetView(account.PasswordResetView):
    def get_form_class(self) -> type[ResetForm]:
        return ResetForm

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if throttle.too_often(request, "password-reset", MOST_REQUESTS):
            return render(request, "429.html", status=429)
        return super().post(request, *args, **kwargs)
