"""Entries follow what is published, withdrawn, hidden and deleted."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from editions.homes import HOME_DEPTH
from members.confirming import listing_changed
from members.models import Consent, MemberPage

from . import documents, suggestions
from .indexing import index_page
from .kinds import contributed
from .models import Entry
from .words import forget_words, recount_words


@receiver(page_published)
def follow_page(instance: Page, **kwargs: object) -> None:
    index_page(instance)
    entries = Entry.objects.filter(locale_code=instance.locale.language_code)
    if instance.depth == HOME_DEPTH and not entries.exclude(page=instance.pk).exists():
        follow_branch(instance)  # the language opens
    else:
        if instance.depth == HOME_DEPTH:
            follow_settings(instance)
        documents.refresh(instance.locale.language_code)


def follow_settings(home: Page) -> None:
    """Write the pages again whose blocks show what is set on the start page."""
    for page in Page.objects.descendant_of(home).live().specific().iterator():
        if contributed(page):
            index_page(page)


@receiver(page_unpublished)
def remove_page(instance: Page, **kwargs: object) -> None:
    """Remove the entry, all of the language with its home page.

    A page that is deleted is "unpublished" too, while the database still has it as live.
    """
    code = instance.locale.language_code
    if instance.depth == HOME_DEPTH:
        Entry.objects.filter(locale_code=code)._raw_delete(Entry.objects.db)
        recount_words()
        transaction.on_commit(suggestions.forget)
    else:
        Entry.objects.filter(page=instance.pk).delete()
        documents.refresh(code)


@receiver(post_save, sender=PageViewRestriction)
@receiver(post_delete, sender=PageViewRestriction)
def follow_restriction(instance: PageViewRestriction, **kwargs: object) -> None:
    follow_branch(instance.page)


@receiver(post_page_move)
def follow_move(instance: Page, **kwargs: object) -> None:
    follow_branch(instance)


@receiver(post_save, sender=Consent)
@receiver(post_delete, sender=Consent)
def follow_consent(instance: Consent, **kwargs: object) -> None:
    for page in MemberPage.objects.of_person(instance.profile):
        index_page(page)


@receiver(listing_changed)
def follow_listing(pages: Iterable[Page], **kwargs: object) -> None:
    for page in pages:
        index_page(page)


@receiver(post_save, sender=get_document_model())
def follow_document(instance: AbstractDocument, **kwargs: object) -> None:
    documents.follow(instance)


@receiver(post_save, sender=Entry)
@receiver(post_delete, sender=Entry)
def forget_suggestions(instance: Entry, **kwargs: object) -> None:
    waiting = transaction.get_connection().run_on_commit
    if not any(function is suggestions.forget for _savepoints, function, *_ in waiting):
        transaction.on_commit(suggestions.forget)


@receiver(pre_delete, sender=Entry)
def forget(instance: Entry, using: str, **kwargs: object) -> None:
    """Count the words down, once: an entry whose page is deleted goes with it and on its own."""
    if Entry.objects.filter(pk=instance.pk)._raw_delete(using):
        forget_words(instance)


@transaction.atomic
def follow_branch(page: Page) -> None:
    for each in Page.objects.descendant_of(page, inclusive=True).live().specific().iterator():
        index_page(each)
    documents.refresh(page.locale.language_code)
