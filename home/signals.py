"""What follows when start pages are made and published."""

import logging

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.signals import page_published

from editions.access.staff_groups import ensure_edition_staff
from editions.registry import parse_code
from home import picture_changes
from home.models import CustomImage, HomePage, VideoPage
from miglobe_site.files import social_card

logger = logging.getLogger(__name__)


@receiver(page_published, sender=HomePage)
def draw_social_card(instance, **kwargs):
    """Draw the edition's picture anew; without it the page is published all the same."""
    try:
        language, edition = parse_code(instance.locale.language_code)
        social_card.save(edition, language, instance.claim)
    except OSError:
        logger.exception("The social-card picture could not be made.")


@receiver(page_published, sender=VideoPage)
def make_poster_renditions(instance, **kwargs):
    """Make the still picture in its sizes, so that the first visitor need not wait for it."""
    instance.make_renditions()


@receiver(post_delete, sender=CustomImage)
def delete_kept_original(instance, **kwargs):
    """Wagtail deletes the file of a picture and of its renditions, and knows no other."""
    picture_changes.forget_original(instance)


@receiver(post_save, sender=HomePage)
def give_staff_their_rights(instance, created, **kwargs):
    """Give the edition's staff rights on its start page in one more language."""
    if created and instance.edition:
        ensure_edition_staff(instance.edition)
