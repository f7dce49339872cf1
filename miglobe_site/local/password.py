"""A new password for a login whose password is lost: make password LOGIN=admin@example.org"""

import sys

import django


def ask_for_password(login: str = "") -> None:
    """Ask for a new password in the terminal; without a login, name those there are."""
    django.setup()
    from django.contrib.auth import get_user_model
    from django.core.management import CommandError, call_command

    users = get_user_model().objects
    names = users.filter(is_active=True).order_by("email").values_list("email", flat=True)
    if login not in names:
        wrong = f"There is no login “{login}”. " if login else ""
        sys.exit(f"{wrong}Please name one: make password LOGIN=…\n" + "\n".join(names))
    try:
        call_command("changepassword", login)
    except CommandError as error:
        sys.exit(str(error))
