"""A page of results: what was found for the query of a request, ready to be shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import QueryDict
from django.utils.functional import Promise, cached_property

from . import missed
from .finding import Answer, answer
from .kinds import Kind
from .models import Entry, Promotion
from .promotions import promoted
from .queries import Query, parse, tidy
from .snippets import Part, marked, snippet

PER_PAGE = 10
MOST_PROMOTED = 3
TEXT, KIND, SCOPE, PAGE = "q", "art", "ausgaben", "seite"
EVERYWHERE = "alle"


@dataclass(frozen=True)
class Result:
    """An entry as it is shown: its title and a piece of its text with the found words marked."""

    entry: Entry
    kind: Kind
    title: list[Part]
    snippet: list[Part]


class Results:
    """What fits the query of a request, a QueryDict that may hold any nonsense.

    ``own``: the locale code of the edition that is asked; ``codes``: those of all editions on show
    in its language, its own among them.
    """

    def __init__(self, data: QueryDict, own: str, codes: Sequence[str], language: str) -> None:
        self.text = tidy(data.get(TEXT, ""))
        self.is_everywhere = data.get(SCOPE) == EVERYWHERE
        self.kind = data.get(KIND) if data.get(KIND) in Kind.values else ""
        self.asked_page = data.get(PAGE)
        self.own, self.all_codes, self.language = own, codes, language

    @property
    def codes(self) -> Sequence[str]:
        return self.all_codes if self.is_everywhere else [self.own]

    @cached_property
    def answer(self) -> Answer:
        kinds = [self.kind] if self.kind else Kind.values
        return answer(self.text, self.codes, self.language, kinds, counted=self.all_codes)

    @property
    def total(self) -> int:
        return self.answer.number(self.codes)

    @property
    def number(self) -> int:
        """How many there are of the kind that is asked for."""
        return self.answer.number(self.codes, [self.kind]) if self.kind else self.total

    @property
    def number_elsewhere(self) -> int:
        """How many there are in all editions together, 0 where they are no more than here."""
        everywhere = self.answer.number(self.all_codes)
        return everywhere if everywhere > self.answer.number([self.own]) else 0

    @property
    def is_cut(self) -> bool:
        """Whether there are more than are listed."""
        return self.number > len(self.answer.ids)

    @property
    def corrections(self) -> list[str]:
        return list(self.answer.corrections.values())

    @property
    def facets(self) -> list[tuple[Promise | None, int, str, bool]]:
        """(label, number, query, is current) of all and of each kind that was found."""
        numbers = [(kind, self.answer.number(self.codes, [kind])) for kind in Kind]
        own = [(kind.plural, n, kind) for kind, n in numbers if n or kind == self.kind]
        if len(own) < 2 and not self.kind:
            return []
        return [
            (label, n, self.query_of(**{KIND: kind}), kind == self.kind)
            for label, n, kind in [(None, self.total, ""), *own]
        ]

    def query_of(self, **changed: object) -> str:
        """Return "?…" of this page of results, with some parameters changed, on its first page."""
        scope = EVERYWHERE if self.is_everywhere else ""
        values: dict[str, object] = {TEXT: self.text, KIND: self.kind, SCOPE: scope} | changed
        query = QueryDict(mutable=True)
        query.update({name: str(value) for name, value in values.items() if value})
        return f"?{query.urlencode()}"

    @property
    def query_everywhere(self) -> str:
        return self.query_of(**{SCOPE: EVERYWHERE, KIND: ""})

    @property
    def query_here(self) -> str:
        return self.query_of(**{SCOPE: "", KIND: ""})

    @cached_property
    def _page_and_promoted(self) -> tuple[Page[Any], list[Result]]:
        """The page and what staff want first on it, read in one query."""
        page: Page[Any] = Paginator(self.answer.ids, PER_PAGE).get_page(self.asked_page)
        first = promoted(self.asked, self.own)
        if page.number > 1 or self.kind:
            first = first.none()
        entries = self.entries(list(page.object_list), first)
        wanted = [entry for entry in entries.values() if entry.wanted_as is not None]
        wanted.sort(key=lambda entry: (entry.wanted_as, entry.pk))
        wanted_first = [self.shown(entry) for entry in wanted[:MOST_PROMOTED]]
        page.object_list = [self.shown(entries[pk]) for pk in page.object_list if pk in entries]
        return page, wanted_first

    @property
    def page(self) -> Page[Result]:
        """The Page of the paginator that is asked for, or the nearest one, with its results."""
        return self._page_and_promoted[0]

    @property
    def promoted(self) -> list[Result]:
        """What staff want first, on the first page of all kinds."""
        return self._page_and_promoted[1]

    @property
    def asked(self) -> Query:
        """The query as it was asked, with no error forgiven."""
        return parse(self.text, self.language)

    @property
    def pages(self) -> list[tuple[int | str, str]]:
        """(number or "…", query) of each page, for the pagination."""
        numbers = self.page.paginator.get_elided_page_range(self.page.number)
        return [(n, self.query_of(**{PAGE: n}) if isinstance(n, int) else "") for n in numbers]

    @staticmethod
    def entries(ids: Sequence[int], first: QuerySet[Promotion]) -> dict[int, Any]:
        """Return {id: Entry} of some entries and of promoted pages, of those still public.

        ``wanted_as`` are the phrases for which a page is promoted, or None.
        """
        rows = Entry.objects.filter(Q(pk__in=ids) | Q(page__in=first.values("page")))
        phrases = first.filter(page=OuterRef("page")).values("phrases")[:1]
        return rows.on_show().for_results().annotate(wanted_as=Subquery(phrases)).in_bulk()

    def shown(self, entry: Entry) -> Result:
        query = self.answer.query
        return Result(
            entry, Kind(entry.kind), marked(entry.title, query), snippet(entry.text, query)
        )

    def note_if_missed(self) -> None:
        """Count a search without any hit for the staff."""
        if self.text and not self.total and not self.promoted:
            missed.note(self.text, self.own)
