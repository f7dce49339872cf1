"""What blocks show of the settings of an edition, as text for the search."""

from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.legal_rules import DETAILS
from home.models import HomePage


def text_of_settings(page: Page) -> str:
    """Return what the blocks of a page show of the settings, or ""."""
    shown = [block for block in getattr(page, "body", ()) if block.block_type in TEXTS]
    home = shown and HomePage.objects.filter(locale=page.locale_id).first()
    if not home:
        return ""
    texts = (TEXTS[block.block_type](home, block.value) for block in shown)
    return " · ".join(filter(None, dict.fromkeys(texts)))


def contact(home: HomePage, value: Any) -> str:
    home = home.settings
    parts = [home.provider, ", ".join(home.address.splitlines())]
    if home.phone:
        parts.append(f"{_('Telephone:')} {home.phone}")
    if home.email:
        parts.append(f"{_('E-mail:')} {home.email}")
    return " · ".join(filter(None, parts))


def details(home: HomePage, value: Any) -> str:
    lines = (getattr(home.settings, name) for name in DETAILS.get(str(value), ()))
    return " · ".join(", ".join(line.splitlines()) for line in lines if line)


def partners(home: HomePage, value: Any) -> str:
    return " · ".join(home.partners.values_list("name", flat=True))


def consultation(home: HomePage, value: Any) -> str:
    """What a block of steps without steps of its own shows."""
    if value["steps"]:
        return ""
    parts = [f"{block.value['heading']}: {block.value['text']}" for block in home.steps]
    if parts:
        parts.insert(0, _("How a consultation works"))
    if home.eligibility:
        parts += [_("Who can ask?"), strip_tags(home.eligibility)]
    if home.cost_details:
        parts += [_("What does the advice cost?"), strip_tags(home.cost_details)]
    return " · ".join(parts)


TEXTS = {
    "contact": contact,
    "edition_details": details,
    "partners": partners,
    "steps": consultation,
}
