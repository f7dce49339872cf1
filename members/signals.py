"""What follows when profiles are published or deleted."""

import logging

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.images.models import SourceImageIOError
from wagtail.models import Revision
from wagtail.signals import page_published

from members import portraits
from members.models import Consent, MemberPage, Topic
from members.models.querysets import PORTRAITS
from miglobe_site.pages.edition_page import SHARING_IMAGE

logger = logging.getLogger(__name__)


@receiver(page_published, sender=MemberPage)
def make_portraits(instance, **kwargs):
    """Make the files that are shown now, so that no visitor waits for them."""
    if instance.portrait:
        try:
            instance.portrait.get_renditions(*PORTRAITS, SHARING_IMAGE)
        except (SourceImageIOError, OSError):
            logger.exception("The portrait of page %s could not be made.", instance.pk)


@receiver(page_published, sender=MemberPage)
def delete_replaced_portraits(instance, **kwargs):
    portraits.tidy_later(instance.translation_key)


@receiver(post_save, sender=Revision)
def delete_portraits_of_drafts(instance, **kwargs):
    """A portrait that waited may be replaced before it was ever public."""
    if instance.content_type == ContentType.objects.get_for_model(MemberPage):
        portraits.tidy_later(instance.content["translation_key"])


@receiver(pre_delete, sender=MemberPage)
def delete_portraits_with_the_page(instance, **kwargs):
    ids = portraits.ever([instance])
    others = MemberPage.objects.of_person(instance.translation_key).exclude(pk=instance.pk)
    ids -= portraits.in_use(others)
    transaction.on_commit(lambda: portraits.delete_unused(ids))


@receiver(post_delete, sender=MemberPage)
def forget_consents(instance, **kwargs):
    """Delete the consents of a person with the last page."""
    if not MemberPage.objects.of_person(instance.translation_key).exists():
        Consent.objects.of(instance).delete()


@receiver(pre_delete, sender=Topic)
def keep_topic_in_use(instance, **kwargs):
    """Raise ValidationError where a page still names the topic."""
    if instance.is_used:
        raise ValidationError(_("This topic is in use and cannot be deleted."))
