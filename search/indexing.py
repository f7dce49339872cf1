"""Entries are written here alone: what the public may read, and nothing else."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import models, transaction
from django.utils.html import strip_tags
from django.utils.translation import override
from wagtail.blocks import StreamValue
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail.search.index import RelatedFields, SearchField

from editions.homes import HOME_DEPTH, is_on_show
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
SUMMARIES = set(
    """
    summary role town member_topics member_formats member_languages member_countries regions
    example_topics municipality
    """.split()
)
#: Between what is no sentence together, such as two fields; snippets show it.
SEPARATOR = " · "
#: Where a line of rich text ends, a heading, say.
END_OF_LINE = re.compile(r"</(?:p|h\d|li|blockquote|div|t[dhr]|d[dt])>|<[bh]r\s*/?>", re.IGNORECASE)


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
    with override(page.locale.language_code):  # the names of languages and countries
        summaries, texts = texts_of(page)
    store(
        {"page_id": page.pk},
        kind=kind_of(page),
        locale_code=page.locale.language_code,
        place=place_of(page),
        address=page.slug if page.depth > HOME_DEPTH else "",
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
            values = filter(None, values_of(field, page))
            is_list = isinstance(field, RelatedFields)
            if text := ", ".join(values) if is_list else joined(values):
                target.append(text)
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
        if isinstance(body := getattr(obj, field.field_name, None), StreamValue):
            value = list(texts_of_blocks(body))
        for text in value if isinstance(value, list | tuple) else [value]:
            if text not in {None, ""}:
                yield readable(str(text))


def texts_of_blocks(body: StreamValue) -> Iterator[str]:
    """Yield the texts of blocks, rich text with its tags: Wagtail leaves no ends of lines in it."""
    for child in body:
        if isinstance(child.value, RichText):
            yield child.value.source
        else:
            yield from child.block.get_searchable_content(child.value)


def readable(text: str) -> str:
    """Return a text, or what HTML says, without what nobody sees, in one line."""
    if "<" in text:
        text = html.unescape(strip_tags(END_OF_LINE.sub("\n", text).replace("<", " <")))
    return joined(text.splitlines())


def in_one_line(text: str) -> str:
    return SPACE.sub(" ", seen(text)).strip()


def joined(lines: Iterable[str]) -> str:
    """Return lines as one, with a separator where one ends in the middle of nothing."""
    found = ""
    for line in filter(None, map(in_one_line, lines)):
        goes_on = not found or found[-1] in ".!?:;,…" or line[0].islower()
        found += f"{' ' if found else ''}{line}" if goes_on else f"{SEPARATOR}{line}"
    return found


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
    address: str = "",
    counting: bool = True,
) -> Entry:
    """Write the entry of a page or document; ``key`` finds it.

    ``address``: the last part of its address, which is printed and linked: "mitglieder".
    """
    language = parse_code(locale_code)[0]
    summary = SEPARATOR.join(summaries)
    text = SEPARATOR.join([*summaries, *texts])[:LONGEST_TEXT]
    before = Entry.objects.filter(**key).first()
    old = words_of(before) if before and counting else {}
    entry = before or Entry(**key)
    entry.kind, entry.locale_code, entry.place, entry.title = (
        kind,
        locale_code,
        place,
        seen(title)[:255],
    )
    entry.text = text
    # The town stands above the title of an example, and not in it.
    entry.names = names(f"{place} {title}" if kind == Kind.EXAMPLE else title, language)
    entry.keywords = " ".join(stems(f"{summary} {place} {address}", language))
    entry.words = " ".join(stems(text[len(summary) :], language))
    entry.save()
    if counting:
        count_words(old, words_of(entry))
    return entry
