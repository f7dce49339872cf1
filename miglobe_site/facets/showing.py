"""A list with facets as a page shows it: its items, panels of choices, chips and pagination."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property

from .counting import Counting, Reading, Version, read
from .declaring import Facet, Label

PER_PAGE = 24
#: Fewer further choices are shown at once than "show all" would be worth.
FEW = 3
#: The query parameter of the free text, and how many of its characters count.
TEXT, LONGEST_TEXT = "q", 100
Item = TypeVar("Item", bound=Model)


@dataclass(frozen=True)
class Choice:
    """A choice of a facet; ``count`` is how many items it has beside the other facets' choices."""

    value: str
    label: Label
    count: int
    is_active: bool


@dataclass(frozen=True)
class Panel:
    """A facet as it is shown, with the choices that lead to something or are ticked."""

    facet: Facet
    choices: list[Choice]

    @property
    def active(self) -> list[Choice]:
        return [choice for choice in self.choices if choice.is_active]

    @property
    def first(self) -> list[Choice]:
        """The choices that are on show at once."""
        return self.choices[: self._at_once]

    @property
    def more(self) -> list[Choice]:
        """The choices behind "show all"."""
        return self.choices[self._at_once :]

    @property
    def shows_all(self) -> bool:
        """Whether what is ticked stands behind "show all"."""
        return any(choice.is_active for choice in self.more)

    @property
    def _at_once(self) -> int:
        number = self.facet.most_first
        return number if number and len(self.choices) >= number + FEW else len(self.choices)


@dataclass(frozen=True)
class Chip:
    """A ticked choice or the free text; ``query`` ("?…") is the list without it."""

    heading: Label
    label: Label
    query: str


class FacetedList(Generic[Item]):
    """The items of a queryset that fit the query of a request, which may hold any nonsense.

    ``items``: the queryset, with all that the template of an item needs, in order or sorted by the
    German alphabet of the lookups in ``names``; ``query``: the QueryDict of the request. Values
    that no item has are passed over. ``search`` finds the ids of what fits a free text, best first.
    ``kept``: {name: value} of further parameters, which all links and the form carry on.
    ``version``: (key, stamp); what was read under a key is used again while its stamp is the same.
    The items on show are read in one query.
    """

    def __init__(
        self,
        items: QuerySet[Item],
        facets: Sequence[Facet],
        query: QueryDict,
        *,
        per_page: int = PER_PAGE,
        names: Sequence[str] = (),
        search: Callable[[str], Iterable[int]] | None = None,
        kept: Mapping[str, str] | None = None,
        version: Version | None = None,
    ) -> None:
        self.items = items
        self.facets = facets
        self.query = query
        self.per_page = per_page
        self.names = names
        self.search = search
        self.kept = kept or {}
        self.version = version

    @cached_property
    def reading(self) -> Reading:
        return read(self.items, self.facets, self.names, self.version)

    @property
    def takes_text(self) -> bool:
        return self.search is not None

    @cached_property
    def text(self) -> str:
        """The free text that is looked for, or ""; a NUL byte is a blank."""
        if not self.takes_text:
            return ""
        text = self.query.get(TEXT, "").replace("\0", " ")[:LONGEST_TEXT]
        return " ".join(text.split())

    @cached_property
    def _candidates(self) -> list[int]:
        """The ids that the facets choose from, in order: all, or those that fit the text."""
        if not self.search or not self.text:
            return self.reading.ids
        existing = set(self.reading.ids)
        return [pk for pk in dict.fromkeys(self.search(self.text)) if pk in existing]

    @cached_property
    def active(self) -> dict[str, list[str]]:
        """{facet name: ticked values that some item has}, in the order of the facets."""
        ticked = {
            facet.name: [
                value
                for value in dict.fromkeys(self.query.getlist(facet.name))
                if value in self.reading.values[facet.name].labels
            ]
            for facet in self.facets
        }
        return {name: values for name, values in ticked.items() if values}

    @cached_property
    def _counting(self) -> Counting:
        return Counting(self.reading.values, self.active, self._candidates)

    @property
    def ids(self) -> list[int]:
        """The ids of the items that fit, in order."""
        return self._counting.ids

    @property
    def total(self) -> int:
        """How many items there are with nothing ticked."""
        return len(self.reading.ids)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.active or self.text)

    @cached_property
    def panels(self) -> list[Panel]:
        """The facets that give a choice."""
        panels = [Panel(facet, self._choices(facet)) for facet in self.facets]
        return [panel for panel in panels if len(panel.choices) > 1 or panel.active]

    def _choices(self, facet: Facet) -> list[Choice]:
        active = self.active.get(facet.name, [])
        counts = self._counting.of_facet(facet.name)
        return [
            Choice(value, pair[1], counts[value], value in active)
            for value, pair in self.reading.values[facet.name].labels.items()
            if counts[value] or value in active
        ]

    def labels_of(self, pk: int, name: str) -> list[Label]:
        """The labels that an item has of a facet, in the order of its choices."""
        return self.reading.values[name].labels_of(pk)

    @cached_property
    def chips(self) -> list[Chip]:
        chips = [
            Chip(panel.facet.label, choice.label, self.query_of((panel.facet.name, choice.value)))
            for panel in self.panels
            for choice in panel.active
        ]
        if self.text:
            chips.insert(0, Chip("", f"„{self.text}“", self.query_of((TEXT, self.text))))
        return chips

    def query_of(self, without: tuple[str, str] | None = None, **more: object) -> str:
        """Return the query of the ticked choices, without one (name, value), with more.

        What ``kept`` carries on can be given another value; what is "" is left out.
        """
        query = QueryDict(mutable=True)
        query.update(self.kept)
        if self.text and without != (TEXT, self.text):
            query[TEXT] = self.text
        for name, values in self.active.items():
            query.setlist(name, [value for value in values if (name, value) != without])
        for name, value in more.items():
            query.setlist(name, [str(value)] if value != "" else [])
        return f"?{query.urlencode(safe=',')}"

    @property
    def query_of_all(self) -> str:
        """The query of the list with nothing chosen."""
        query = QueryDict(mutable=True)
        query.update(self.kept)
        return f"?{query.urlencode(safe=',')}"

    @cached_property
    def page(self) -> Page[Item]:
        """The Page of the paginator that is asked for, or the nearest one, with its items."""
        page: Page[Any] = Paginator(self.ids, self.per_page).get_page(self.query.get("page"))
        found = self.items.in_bulk(list(page.object_list))
        page.object_list = [found[pk] for pk in page.object_list if pk in found]
        return page

    @property
    def pages(self) -> list[tuple[int | str, str]]:
        """(number or "…", query) of each page, for the pagination."""
        numbers = self.page.paginator.get_elided_page_range(self.page.number)
        return [
            (number, self.query_of(page=number) if isinstance(number, int) else "")
            for number in numbers
        ]
