"""Mirrored pages when their original is published."""

from wagtail.models import Page

from .takeover import take_over
from .wording import regional_text


def release_mirrors(page):
    """Make those pages adapted ones that mirror a page whose text names the region by now.

    What is live there stays as it is; the new text waits as a draft, the region's name changed.
    """
    aliases = Page.objects.filter(alias_of=page, translation_key=page.translation_key)
    for alias in aliases.select_related("locale"):
        if regional_text(page, alias.locale):
            take_over(page, alias.locale)
