"""Buttons that lead to taking over, for everybody who may do so somewhere.

wagtail-localize shows its own to whoever may translate all pages, and asks for each page of a list
where it is translated already.
"""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail_localize.wagtail_hooks import page_listing_more_buttons as stock_buttons

from ..access import permissions
from ..targets import leads_somewhere

BUTTON_HOOKS = ("register_page_header_buttons", "register_page_listing_more_buttons")


def remove_stock_buttons():
    """Take wagtail-localize's buttons off pages; Wagtail has no public way to do so."""
    for name in BUTTON_HOOKS:
        hooks._hooks[name] = [entry for entry in hooks._hooks[name] if entry[0] != stock_buttons]


def take_over_button(page, user, view_name=None, next_url=None):
    if leads_somewhere(user, page):
        yield Button(
            _("Take over into another edition or language"),
            reverse("wagtail_localize:submit_page_translation", args=[page.pk]),
            icon_name="wagtail-localize-language",
            priority=25,
        )


def missing_pages_button(page, user, view_name=None, next_url=None):
    """On the list of pages of an edition: what it could have from elsewhere."""
    if view_name != "index" or page.is_root():
        return
    locale = permissions.all_locales(user).get(page.locale_id)
    if locale in permissions.locales_to_add_in(user):
        yield Button(
            _("Take pages over to here"),
            reverse("take_over_missing", args=[locale.language_code]),
            icon_name="circle-plus",
            priority=26,
        )
