"""Pages of Mein Profil."""

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

MENU = [
    ("my_profile:status", _("Overview")),
    ("my_profile:preview", _("Preview")),
    ("my_profile:data", _("My data")),
    ("my_profile:account", _("Account")),
]
#: (name in addresses, title, who decides about it)
SECTIONS = [
    ("ueber-mich", _("About me"), _("with approval by the staff")),
    ("themen", _("Topics and formats"), _("with approval by the staff; languages at once")),
    ("erreichbarkeit", _("How to reach me"), _("at once")),
]


def show(request, page, template, status=200, **context):
    """Render a page for the advisor whose profile is given."""
    return show_page(request, page, f"members/my_profile/{template}.html", status, **context)


def show_page(request, page, template, status=200, **context):
    """Likewise, with a template of whichever app."""
    more = [entry for entries in hooks.get_hooks("my_profile_menu") for entry in entries(page)]
    menu = [MENU[0], *more, *MENU[1:]]
    context |= {"page": page, "menu": menu, "frame": {"edition": page.edition}}
    return render(request, template, context, status=status)
