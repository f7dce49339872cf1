"""“Passwort vergessen” of the CMS: answered alike, and as fast, whether there is an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from wagtail.admin.forms.auth import PasswordResetForm
from wagtail.admin.views import account

from miglobe_site.outbox import errands

from . import throttle

MOST_REQUESTS = 20  # from one address within an hour
#: Mails to one address within an hour; more requests are answered alike and send nothing.
MOST_MAILS = 3
#: What becomes of a request after the answer: see `send_to_few`.
ERRAND = "password-reset"


class ResetForm(PasswordResetForm):
    def save(self, **options: object) -> None:
        """Note the wish and nothing else: the time of the answer tells nothing of the account."""
        errands.leave(ERRAND, email=self.cleaned_data["email"])


def send_to_few(email: str) -> None:
    """Send the mail where the address is an account's, and has not got too many."""
    if throttle.count("password-reset-to", email.lower()) > MOST_MAILS:
        return
    form = PasswordResetForm({"email": email})
    if form.is_valid():
        with translation.override("de"):
            form.save(
                domain_override="-",  # the templates take the address of the site from the settings
                subject_template_name=ResetView.subject_template_name,
                email_template_name=ResetView.email_template_name,
            )


class ResetView(account.PasswordResetView):
    def get_form_class(self) -> type[ResetForm]:
        return ResetForm

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if throttle.too_often(request, "password-reset", MOST_REQUESTS):
            return render(request, "429.html", status=429)
        return super().post(request, *args, **kwargs)
