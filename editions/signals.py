"""What follows when pages are published: the tree stays whole, copies stay in step."""

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published

from .models import SourceChange
from .sync.refresh import refresh_copies


@receiver(page_published)
def repair_child_count(instance, **kwargs):
    """Set the number of children that a page stores to what it has.

    Publishing writes the number the page object was read with, which is too small where children
    were added since; they would then be invisible (compare wagtail-localize's issue 773). Deletable
    once the test of this in tests/editions/takeover/test_takeover.py passes without it.
    """
    below = Page.objects.filter(depth=instance.depth + 1, path__startswith=instance.path)
    children = below.count()
    if children != instance.numchild:
        Page.objects.filter(pk=instance.pk).update(numchild=children)
        instance.numchild = children


@receiver(page_published)
def keep_copies_in_step(instance, revision=None, **kwargs):
    """Note which changes a copy has now published; give its own copies what is new in it."""
    if not instance.live:  # only put on the schedule
        return
    if revision is not None:
        changes = SourceChange.objects.published_with(instance, revision)
        changes.update(state=SourceChange.State.PUBLISHED)
    refresh_copies(instance)
