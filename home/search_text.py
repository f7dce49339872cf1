"""What blocks show of the settings of an edition, as text for the search."""

from django.utils.translation import gettext as _
from wagtail.models import Page

from home.models import HomePage


def text_of_settings(page: Page) -> str:
    """Return the contact and the partners as far as blocks of a page show them, or ""."""
    kinds = {block.block_type for block in getattr(page, "body", ())}
    shown = [text for kind, text in TEXTS.items() if kind in kinds]
    home = shown and HomePage.objects.filter(locale=page.locale_id).first()
    return " · ".join(filter(None, (text(home) for text in shown))) if home else ""


def contact(home: HomePage) -> str:
    parts = [home.provider, ", ".join(home.address.splitlines())]
    if home.phone:
        parts.append(f"{_('Telephone:')} {home.phone}")
    if home.email:
        parts.append(f"{_('E-mail:')} {home.email}")
    return " · ".join(filter(None, parts))


def partners(home: HomePage) -> str:
    return " · ".join(home.partners.values_list("name", flat=True))


TEXTS = {"contact": contact, "partners": partners}
