"""Entries are written here alone: what the public may read, and nothing else."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import models, transaction
from django.utils.html import strip_tags
from wagtail.models import Page
from wagtail.search.index import RelatedFields, SearchField

from editions.homes import is_on_show
from editions.registry import parse_code
from members.models import MemberPage

from .german import names, seen, stems
from .kinds import Kind, contributed, kind_of, place_of
from .models import Entry
from .words import count_words, words_of

#: Longer texts are cut: no page is as long, and a document is found by its first 100 pages.
LONGEST_TEXT = 200_000
SPACE = re.compile(r"\s+")
#: Fields whose text sums a page up.
SUMMARIES = {"summary", "role", "town", "member_topics", "example_topics", "municipality"}


def index_page(page: Page) -> None:
    """Write the entry of a page, or remove it where the public may not read the page."""
    page = page.specific
    if may_be_found(page):
        write_page(page)
    else:
        Entry.objects.filter(page=page.pk).delete()


def write_page(page: Page, counting: bool = True) -> None:
    """Write the entry of a public page; ``page`` is of its specific class.

    Without ``counting`` the words are left to search.words.recount_words().
    """
    summaries, texts = texts_of(page)
    store(
        {"page_id": page.pk},
        kind=kind_of(page),
        locale_code=page.locale.language_code,
        place=place_of(page),
        title=page.title,
        summaries=summaries,
        texts=texts,
        counting=counting,
    )


def may_be_found(page: Page) -> bool:
    return is_on_show(page) and has_consent(page)


def has_consent(page: Page) -> bool:
    """Whether the page is no profile, or that of a person who wants to be on the web."""
    is_profile = isinstance(page, MemberPage)
    return not is_profile or MemberPage.objects.published().filter(pk=page.pk).exists()


def texts_of(page: Page) -> tuple[list[str], list[str]]:
    """Return two lists of plain texts: what sums the page up, and the rest."""
    summaries: list[str] = []
    texts: list[str] = []
    for field in page.get_search_fields():
        if field.field_name != "title":
            target = summaries if field.field_name in SUMMARIES else texts
            target += values_of(field, page)
    return summaries, [*texts, *contributed(page)]


def values_of(field: SearchField | RelatedFields, obj: models.Model) -> Iterator[str]:
    """Yield the plain texts of a search field of Wagtail, related fields included."""
    if isinstance(field, RelatedFields):
        value = field.get_value(obj)
        if isinstance(value, models.Manager):
            value = value.all()
        related = value if hasattr(value, "__iter__") else filter(None, [value])
        for each in related:
            for own in field.fields:
                yield from values_of(own, each)
    elif isinstance(field, SearchField):
        value = field.get_value(obj)
        for text in value if isinstance(value, list | tuple) else [value]:
            if text not in {None, ""}:
                yield readable(str(text))


def readable(text: str, is_html: bool = True) -> str:
    """Return a text without tags and what nobody sees, in one line."""
    if is_html and "<" in text:
        text = strip_tags(text.replace("<", " <"))
    return SPACE.sub(" ", seen(text)).strip()


@transaction.atomic
def store(
    key: Mapping[str, Any],
    *,
    kind: Kind,
    locale_code: str,
    place: str,
    title: str,
    summaries: Sequence[str],
    texts: Sequence[str],
    counting: bool = True,
) -> Entry:
    """Write the entry of a page or document; ``key`` finds it."""
    language = parse_code(locale_code)[0]
    text = " ".join([*summaries, *texts])[:LONGEST_TEXT]
    summary = " ".join(summaries)
    before = Entry.objects.filter(**key).first()
    old = words_of(before) if before and counting else {}
    entry = before or Entry(**key)
    entry.kind, entry.locale_code, entry.place, entry.title = kind, locale_code, place, seen(title)[:255]
    entry.text = text
    entry.names = names(title, language)
    entry.keywords = " ".join(stems(f"{summary} {place}", language))
    entry.words = " ".join(stems(text[len(summary) :], language))
    entry.save()
    if counting:
        count_words(old, words_of(entry))
    return entry
