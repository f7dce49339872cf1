"""A version of a copy, held against what its source says now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.models import Page

from miglobe_site.merge import (
    Change,
    Content,
    Decision,
    Difference,
    Fields,
    changes,
    own_places,
    settle,
)

from ..homes import on_show
from ..models import Origin, OriginBase
from ..region_words import Reason
from ..registry import parse_code
from .content import read, schema_of, write
from .known_names import Known, known_names
from .page_links import counterparts, linked_pages, with_pages
from .parts import ChangePage, Path
from .regional import Left, Regional, in_words_of

#: A change may make others possible, such as a paragraph in a block that is new.
ROUNDS = 3


class InSourceTerms(NamedTuple):
    """The content of a copy with links as its source has them, and how they are told apart."""

    content: Content
    pages: ChangePage


class Comparison:
    """What waits for a version of a copy, and what is own in it.

    ``page`` is the version in memory, a draft or what is live; its ``base`` belongs to it. A source
    that is not on show says nothing: nothing of it waits.
    """

    def __init__(
        self,
        origin: Origin,
        page: Any,
        source: Any = None,
        known: Callable[[], Known] = known_names,
    ) -> None:
        """``source``: the live source, where it is at hand; else it is read."""
        self.origin, self.page, self._source, self.known = origin, page, source, known
        self.model: Any = type(page)

    @cached_property
    def schema(self) -> Fields:
        return schema_of(self.model)

    @cached_property
    def base(self) -> Content:
        base = self.page.base or self.origin.bases.order_by("pk").last()
        return base.content if base else self.ours.content

    @cached_property
    def source(self) -> Any:
        """The live source, None where there is none to be seen."""
        if self._source is None and self.origin.source_id:
            found = self.model.objects.filter(on_show(), pk=self.origin.source_id)
            self._source = found.select_related("locale").first()
        is_same_type = type(self._source) is self.model
        return self._source if is_same_type else None

    @cached_property
    def offered(self) -> Content:
        """What the source says now, in the words of this edition."""
        return self._offer.content

    @cached_property
    def left(self) -> list[Left]:
        """Words of the source's region in what is new, which people have to turn.

        Quotations stay as they are, and what stood there before is known.
        """
        if self.source is None:
            return []
        known = Counter(map(place_of, self._in_our_words(self.base).left))
        found = []
        for each in self._offer.left:
            known[place_of(each)] -= 1
            if known[place_of(each)] < 0 and each.finding.reason != Reason.VERBATIM:
                found.append(each)
        return found

    @cached_property
    def _offer(self) -> Regional:
        if self.source is None:
            return Regional(dict(self.base), [])
        return self._in_our_words(read(self.source))

    def _in_our_words(self, content: Content) -> Regional:
        return in_words_for(self.page, self.source, content, self.known())

    @cached_property
    def ours(self) -> InSourceTerms:
        content = read(self.page)
        locale = self.source.locale if self.source else None
        ids = linked_pages(self.model, content) if locale else ()
        if locale is None or not ids:
            return InSourceTerms(content, lambda page_id: page_id)
        pages = counterparts(ids, locale)
        return InSourceTerms(with_pages(self.model, content, pages), pages)

    @cached_property
    def changes(self) -> list[Change]:
        """What the source has changed and nobody has decided about, in reading order."""
        return changes(self.schema, self.base, self.ours.content, self.offered)

    @cached_property
    def own_places(self) -> list[Difference]:
        """What is another way here than the source has said, in reading order."""
        return own_places(self.schema, self.base, self.ours.content)

    @property
    def clean(self) -> list[Change]:
        """The changes that can be taken without losing own text."""
        return [change for change in self.changes if change.clean]

    def preview(self, decision: Callable[[Change], Decision]) -> Content:
        """Let the page in memory be as decided for each change; return what its base would be."""
        decisions = {change.key: decision(change) for change in self.changes}
        settled = settle(self.schema, self.base, self.ours.content, self.offered, decisions)
        write(self.page, settled.ours, self.ours.pages)
        return settled.base

    def decide(self, decisions: Mapping[str, Decision]) -> None:
        """Act on decisions, by the keys of changes: the page in memory and its base are others."""
        settled = settle(self.schema, self.base, self.ours.content, self.offered, decisions)
        write(self.page, settled.ours, self.ours.pages)
        self.page.base = OriginBase.objects.create(
            origin=self.origin,
            content=settled.base,
            source_revision_id=self.source.live_revision_id if self.source else None,
        )
        self.forget("base", "ours", "changes", "own_places")

    def take_all_clean(self) -> bool:
        """Take whatever loses nothing of ours; return whether there was anything."""
        for number in range(ROUNDS):
            if not self.clean:
                return number > 0
            self.decide({change.key: Decision.TAKE for change in self.clean})
        return True

    def forget(self, *names: str) -> None:
        for name in names:
            self.__dict__.pop(name, None)


def in_words_for(page: Any, source: Any, content: Content, known: Known | None = None) -> Regional:
    """Return content of a source in the words of the edition of a page."""
    target, edition = (parse_code(each.locale.language_code)[1] for each in (page, source))
    assert target and edition  # the pages of editions have both
    names, towns = known or known_names()
    return in_words_of(target, edition, type(page), content, names=names, towns=towns)


def place_of(left: Left) -> tuple[Path, str]:
    return left.path, left.finding.text


def start(page: Any, source: Any, follow: str) -> Origin:
    """Let a new page remember that it was copied from a source, whose content it has now."""
    edition = parse_code(source.locale.language_code)[1]
    origin = Origin.objects.create(
        page_id=page.pk, source_id=source.pk, source_title=source.title,
        edition=edition.key if edition else "", follow=follow, checked_at=timezone.now(),
    )  # fmt: skip
    page.base = OriginBase.objects.create(
        origin=origin, content=read(page), source_revision_id=source.live_revision_id
    )
    return origin


def origins_of(pages: Collection[Page]) -> dict[int, Origin]:
    """Return {id of a page: its Origin} in one query."""
    found = Origin.objects.filter(page__in=[page.pk for page in pages])
    return {origin.page_id: origin for origin in found.select_related("source__locale")}
