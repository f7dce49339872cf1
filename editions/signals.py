"""What follows when pages are published: the tree stays whole, copies stay in step."""

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from .models import Event
from .origins.keep_up import follow_source, note_event
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
def tell_copies(instance, **kwargs):
    if instance.live:  # else only put on the schedule
        follow_source(instance)


@receiver(page_unpublished)
def tell_copies_of_offline(instance, **kwargs):
    note_event(instance, Event.OFFLINE)


@receiver(post_page_move)
def tell_copies_of_move(instance, parent_page_before, parent_page_after, **kwargs):
    if parent_page_before.pk != parent_page_after.pk:
        note_event(instance, Event.MOVED)


@receiver(pre_delete)
def tell_copies_of_deletion(sender, instance, **kwargs):
    if issubclass(sender, Page):
        note_event(instance, Event.DELETED)


@receiver(page_published)
def keep_translations_in_step(instance, **kwargs):
    """Give the translations of a page what is new in it."""
    if instance.live:  # else only put on the schedule
        refresh_copies(instance)
