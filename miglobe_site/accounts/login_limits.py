"""How many wrong passwords are taken: with one name from one address by django-axes, the rest here.

One password may be tried on many names from one address, or many on one name from everywhere. Both
are stopped for a quarter of an hour, but not for an account at an address from which it has logged
in lately: nobody can keep staff out from afar, nor from the next desk.
"""

from datetime import timedelta

from axes.handlers.database import AxesDatabaseHandler
from django.contrib.auth.forms import PasswordChangeForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from . import throttle

WINDOW = timedelta(minutes=15)
KNOWN = timedelta(days=30)
#: Wrong passwords within the window from one address, for one account, and in a session of it.
FROM_ADDRESS, FOR_ACCOUNT, OLD_PASSWORDS = 30, 30, 5


class LoginLimits(AxesDatabaseHandler):
    """What django-axes counts, and how often an address and an account have failed in all."""

    def is_locked(self, request: HttpRequest, credentials: dict | None = None) -> bool:
        return super().is_locked(request, credentials) or is_full(request, credentials)

    def user_login_failed(self, sender, credentials, request=None, **kwargs) -> None:
        if request is None:
            return super().user_login_failed(sender, credentials, request, **kwargs)
        if is_full(request, credentials):  # nothing was tried, and nothing is counted
            request.axes_locked_out, request.axes_credentials = True, credentials
            return None
        is_locked = super().is_locked(request, credentials)
        super().user_login_failed(sender, credentials, request, **kwargs)
        if not is_locked:
            name, address = of(request, credentials)
            throttle.count("login-from", address, WINDOW)
            throttle.count("login-to", name, WINDOW)
        return None

    def user_logged_in(self, sender, request, user, **kwargs) -> None:
        super().user_logged_in(sender, request, user, **kwargs)
        name, address = of(request, {"username": user.get_username()})
        throttle.count("login-known", f"{name} {address}", KNOWN)


def is_full(request: HttpRequest, credentials: dict | None) -> bool:
    name, address = of(request, credentials)
    is_full = (
        throttle.number("login-from", address) >= FROM_ADDRESS
        or throttle.number("login-to", name) >= FOR_ACCOUNT
    )
    return is_full and not throttle.number("login-known", f"{name} {address}")


def of(request: HttpRequest, credentials: dict | None) -> tuple[str, str]:
    return throttle.account_name(request, credentials), throttle.client_range(request)


class OldPasswordForm(PasswordChangeForm):
    """A new password in a session that may be stolen: the old one is not guessed there."""

    def clean_old_password(self) -> str:
        """Check once in a request: Wagtail makes the form anew to show its errors."""
        error = getattr(self.user, "old_password_error", None) or self.error_of_old_password()
        if error:
            self.user.old_password_error = error
            raise error
        return self.cleaned_data["old_password"]

    def error_of_old_password(self) -> ValidationError | None:
        if throttle.number("old-password", self.user.pk) >= OLD_PASSWORDS:
            return ValidationError(
                _(
                    "Too many attempts. Please wait a quarter of an hour, or log out and choose "
                    "“Forgotten password?”."
                )
            )
        try:
            super().clean_old_password()
        except ValidationError as error:
            throttle.count("old-password", self.user.pk, WINDOW)
            return error
        return None
