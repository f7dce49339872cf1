"""Addresses that no page can have."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from editions.registry import RESERVED_SLUGS

OF_SITE = _("This address is taken: by another language, by the search or by requests.")
OF_VIEW = _("This address is taken: the list above this page shows something else there.")


def view_slugs(parent: Page | None) -> set[str]:
    """What the type of a page shows one step below its own address, beside the pages there."""
    return set(getattr(parent.specific_class, "view_slugs", ())) if parent else set()


def why_reserved(slug: str, parent: Page | None) -> Promise | None:
    """Say why no page below another can have an address; None where one can."""
    if slug in RESERVED_SLUGS:
        return OF_SITE
    return OF_VIEW if slug in view_slugs(parent) else None
