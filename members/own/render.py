"""Pages of the own area."""

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

MENU = [
    ("own:status", _("Overview")),
    ("own:account", _("Account")),
]


def show(request, page, template, status=200, **context):
    """Render a page for the advisor whose profile is given."""
    context |= {"page": page, "own_menu": MENU, "frame": {"edition": page.edition}}
    return render(request, f"members/own/{template}.html", context, status=status)
