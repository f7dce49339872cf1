"""Entries follow what is published, withdrawn, hidden and deleted."""

from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from members.confirming import listing_changed
from members.models import Consent, MemberPage
from miglobe_site.editions.homes import HOME_DEPTH

from .indexing import forget_words, index_page
from .models import Entry


@receiver(page_published)
def follow_page(instance, **kwargs):
    index_page(instance)
    if instance.depth == HOME_DEPTH:
        follow_branch(instance)


@receiver(page_unpublished)
def remove_page(instance, **kwargs):
    """Remove the entry, all of the language with its home page.

    A page that is deleted is "unpublished" too, while the database still has it as live.
    """
    gone = Q(page=instance.pk)
    if instance.depth == HOME_DEPTH:
        gone |= Q(locale_code=instance.locale.language_code)
    Entry.objects.filter(gone).delete()


@receiver(post_save, sender=PageViewRestriction)
@receiver(post_delete, sender=PageViewRestriction)
def follow_restriction(instance, **kwargs):
    follow_branch(instance.page)


@receiver(post_page_move)
def follow_move(instance, **kwargs):
    follow_branch(instance)


@receiver(post_save, sender=Consent)
@receiver(post_delete, sender=Consent)
def follow_consent(instance, **kwargs):
    for page in MemberPage.objects.filter(translation_key=instance.profile):
        index_page(page)


@receiver(listing_changed)
def follow_listing(pages, **kwargs):
    for page in pages:
        index_page(page)


@receiver(pre_delete, sender=Entry)
def forget(instance, **kwargs):
    forget_words(instance)


@transaction.atomic
def follow_branch(page):
    for each in Page.objects.descendant_of(page, inclusive=True).live().specific().iterator():
        index_page(each)
