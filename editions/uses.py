"""Where a page, picture, document or video is used: told before it goes offline or is deleted."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import Page, ReferenceIndex

from .access.foreign_files import references_of
from .access.permissions import is_own
from .homes import is_on_show
from .models import Origin


@dataclass
class Uses:
    """Pages as {"title", "edition", "url", "is_draft"}, and the number of those not to be named.

    ``followers``: copies of the page and of those below it, as {"title" of the source, "edition"}.
    """

    pages: list[dict[str, Any]] = field(default_factory=list)
    hidden: int = 0
    followers: list[dict[str, str]] = field(default_factory=list)


def uses_of(item: Any, user: Any) -> Uses:
    """Return the Uses of something, of a page also those of the pages below it.

    Staff read the titles of their own pages, and of others those that are public.
    """
    kind, numbers = deleted_with(item)
    published, drafts = sources(kind, numbers), drafts_with(kind, numbers)
    uses = Uses(followers=followers(item) if isinstance(item, Page) else [])
    found = Page.objects.filter(pk__in=published | drafts).select_related("locale")
    for page in found.order_by("path"):
        if kind == ContentType.objects.get_for_model(Page) and str(page.pk) in numbers:
            continue
        if is_own(user, page):
            title = page.get_admin_display_title()
            url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        elif page.pk in published and is_on_show(page):
            title, url = page.title, page.url
        else:
            uses.hidden += 1
            continue
        is_draft = page.pk not in published or not page.live
        uses.pages.append(
            {"title": title, "edition": str(page.locale), "url": url, "is_draft": is_draft}
        )
    return uses


def followers(page: Page) -> list[dict[str, str]]:
    """Return which editions have taken a page over, or one below it, and follow it."""
    copies = Origin.objects.following().filter(
        source__in=Page.objects.descendant_of(page, inclusive=True)
    )
    rows = copies.select_related("page__locale", "source").order_by("source__path", "page__path")
    return [
        {"title": each.source.title, "edition": str(each.page.locale)}
        for each in rows
        if each.source
    ]


def deleted_with(item: Any) -> tuple[ContentType, set[str]]:
    """Return the content type by which references know an item, and the ids of all that goes."""
    if isinstance(item, Page):
        below = Page.objects.descendant_of(item, inclusive=True).values_list("pk", flat=True)
        return ContentType.objects.get_for_model(Page), {str(pk) for pk in below}
    return ContentType.objects.get_for_model(item), {str(item.pk)}


def sources(kind: ContentType, numbers: set[str]) -> set[int]:
    """Return the ids of the pages that name an item, as they are published or never were."""
    pages = ContentType.objects.get_for_model(Page)
    found = ReferenceIndex.objects.filter(to_content_type=kind, to_object_id__in=numbers)
    named = found.filter(base_content_type=pages).values_list("object_id", flat=True)
    return {int(pk) for pk in named}


def drafts_with(kind: ContentType, numbers: set[str]) -> set[int]:
    """Return the ids of the public pages whose waiting draft names an item: no index has them."""
    wanted = {(kind.pk, number) for number in numbers}
    waiting = Page.objects.filter(live=True, has_unpublished_changes=True, alias_of=None)
    return {
        page.pk
        for page in waiting.specific()
        if wanted & references_of(page.get_latest_revision_as_object())
    }
