"""Lists that visitors narrow by facets, such as topic, size and year.

Within a facet one of the ticked choices is enough, between facets all must fit. All values are read
at once and counted in Python: one SQL query for all facets with one value an item, one for each
other facet and one for the items on show, however many items and choices there are. That is simple
and fast for some thousand items.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.functional import cached_property

PER_PAGE = 24


@dataclass(frozen=True)
class Facet:
    """A criterion: ``name`` is its query parameter, ``label`` its heading.

    ``lookups`` are read for each item, and ``read`` makes (value, label) pairs of them; without it
    the lookups are a value and its label. ``crosses`` is True where a lookup leads to more than one
    row for an item. ``order`` sorts the pairs. ``is_open``: its choices are on show from the start.
    """

    name: str
    label: str
    lookups: tuple[str, ...]
    read: Callable = lambda value, label: [(value, label)]
    crosses: bool = False
    order: Callable = lambda pair: alphabetical(pair[1])
    is_open: bool = False

    @classmethod
    def of_choices(cls, name, label, lookup, choices, **options):
        """A facet of a field with TextChoices, in their order."""
        labels = dict(choices.choices)
        places = {value: place for place, value in enumerate(labels)}
        return cls(
            name,
            label,
            (lookup,),
            read=lambda value: [(value, labels[value])] if value in labels else [],
            order=lambda pair: places[pair[0]],
            **options,
        )


@dataclass(frozen=True)
class Choice:
    """A choice of a facet; ``count`` is how many items it has beside the other facets' choices."""

    value: str
    label: str
    count: int
    is_active: bool


@dataclass(frozen=True)
class Panel:
    """A facet as it is shown, with the choices that lead to something or are ticked."""

    facet: Facet
    choices: list[Choice]

    @property
    def active(self):
        return [choice for choice in self.choices if choice.is_active]


@dataclass(frozen=True)
class Chip:
    """A ticked choice; ``query`` ("?…") is the list without it."""

    facet: Facet
    label: str
    query: str


@dataclass
class Values:
    """What the items have of one facet: values by item, and the (value, label) pairs in order."""

    by_item: dict = field(default_factory=dict)
    labels: dict = field(default_factory=dict)

    def add(self, item, pairs):
        for value, label in pairs:
            if value not in {None, ""}:
                self.by_item.setdefault(item, set()).add(str(value))
                self.labels[str(value)] = (value, label)


class FacetedList:
    """The items of a queryset that fit the query of a request, which may hold any nonsense.

    ``items``: the queryset, in order, with all that the template of an item needs; ``query``: the
    QueryDict of the request. Values that no item has are passed over.
    """

    def __init__(self, items, facets, query, per_page=PER_PAGE):
        self.items = items
        self.facets = facets
        self.query = query
        self.per_page = per_page

    @cached_property
    def _read(self):
        """The ids of all items in their order, and {facet name: Values}."""
        ids, found = [], {facet.name: Values() for facet in self.facets}
        single = [facet for facet in self.facets if not facet.crosses]
        lookups = [lookup for facet in single for lookup in facet.lookups]
        for pk, *row in self.items.values_list("pk", *lookups):
            ids.append(pk)
            for facet in single:
                own, row = row[: len(facet.lookups)], row[len(facet.lookups) :]
                found[facet.name].add(pk, facet.read(*own))
        for facet in self.facets:
            if facet.crosses:
                for pk, *own in self.items.order_by().values_list("pk", *facet.lookups):
                    found[facet.name].add(pk, facet.read(*own))
        return ids, found

    @cached_property
    def active(self):
        """{facet name: ticked values that some item has}, in the order of the facets."""
        _ids, found = self._read
        ticked = {
            name: [
                value for value in dict.fromkeys(self.query.getlist(name)) if value in own.labels
            ]
            for name, own in found.items()
        }
        return {name: values for name, values in ticked.items() if values}

    @cached_property
    def _fitting(self):
        """{facet name: ids of the items that have one of its ticked values}."""
        _ids, found = self._read
        return {
            name: {pk for pk, own in found[name].by_item.items() if not own.isdisjoint(values)}
            for name, values in self.active.items()
        }

    def _fit_all_but(self, name):
        """The ids of the items that fit all facets but one, in order."""
        ids, _found = self._read
        sets = [items for other, items in self._fitting.items() if other != name]
        return [pk for pk in ids if all(pk in items for items in sets)]

    @cached_property
    def ids(self):
        """The ids of the items that fit, in order."""
        return self._fit_all_but(None)

    @property
    def total(self):
        """How many items there are with nothing ticked."""
        return len(self._read[0])

    @cached_property
    def panels(self):
        """The facets that give a choice."""
        panels = [Panel(facet, self._choices(facet)) for facet in self.facets]
        return [panel for panel in panels if len(panel.choices) > 1 or panel.active]

    def _choices(self, facet):
        values = self._read[1][facet.name]
        counts = Counter(
            value for pk in self._fit_all_but(facet.name) for value in values.by_item.get(pk, ())
        )
        active = self.active.get(facet.name, [])
        return [
            Choice(str(value), label, counts[str(value)], str(value) in active)
            for value, label in sorted(values.labels.values(), key=facet.order)
            if counts[str(value)] or str(value) in active
        ]

    @cached_property
    def chips(self):
        return [
            Chip(panel.facet, choice.label, self.query_of(without=(panel.facet.name, choice.value)))
            for panel in self.panels
            for choice in panel.active
        ]

    def query_of(self, without=None, **more):
        """Return the query of the ticked choices, without one (name, value), with more."""
        query = QueryDict(mutable=True)
        for name, values in self.active.items():
            query.setlist(name, [value for value in values if (name, value) != without])
        for name, value in more.items():
            query.appendlist(name, value)
        return f"?{query.urlencode()}"

    @cached_property
    def page(self):
        """The Page of the paginator that is asked for, or the nearest one, with its items."""
        page = Paginator(self.ids, self.per_page).get_page(self.query.get("page"))
        found = self.items.in_bulk(list(page.object_list))
        page.object_list = [found[pk] for pk in page.object_list if pk in found]
        return page

    @property
    def pages(self):
        """(number or "…", query) of each page, for the pagination."""
        numbers = self.page.paginator.get_elided_page_range(self.page.number)
        return [
            (number, self.query_of(page=number) if isinstance(number, int) else "")
            for number in numbers
        ]


def alphabetical(text):
    """Sort key: umlauts beside their letters, whatever the case."""
    letters = unicodedata.normalize("NFKD", str(text).casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
