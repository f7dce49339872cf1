"""What follows when examples are deleted."""

from django.db.models.signals import post_delete
from django.dispatch import receiver

from examples.models import PracticeExamplePage, Release


@receiver(post_delete, sender=PracticeExamplePage)
def forget_releases(instance, **kwargs):
    """Delete the releases of an example with its last page."""
    pages = PracticeExamplePage.objects.filter(translation_key=instance.translation_key)
    if not pages.exists():
        Release.objects.of(instance).delete()
