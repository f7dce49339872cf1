"""What follows when pages are published."""

import logging

from django.dispatch import receiver
from wagtail.signals import page_published

from home.models import HomePage
from miglobe_site import social_card
from miglobe_site.editions.registry import parse_code

logger = logging.getLogger(__name__)


@receiver(page_published, sender=HomePage)
def draw_social_card(instance, **kwargs):
    """Draw the edition's picture anew; without it the page is published all the same."""
    try:
        language, edition = parse_code(instance.locale.language_code)
        social_card.save(edition, language, instance.claim)
    except OSError:
        logger.exception("The social-card picture could not be made.")
