"""What keeps the page tree whole when pages are published."""

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published


@receiver(page_published)
def repair_child_count(instance, **kwargs):
    """Set the number of children that a page stores to what it has.

    Publishing writes the number the page object was read with, which is too small where children
    were added since; they would then be invisible (compare wagtail-localize's issue 773). Deletable
    once the test of this in tests/test_takeover.py passes without it.
    """
    below = Page.objects.filter(depth=instance.depth + 1, path__startswith=instance.path)
    children = below.count()
    if children != instance.numchild:
        Page.objects.filter(pk=instance.pk).update(numchild=children)
        instance.numchild = children
