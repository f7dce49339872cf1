"""Lists that visitors narrow by facets, such as topic, size and year.

Within a facet one of the ticked choices is enough, between facets all must fit. All values are read
at once and counted in Python: one SQL query for the facets with one value an item, one for all
others and one for the items on show, however many items, facets and choices there are. That is
simple and fast for some thousand items; with ``version`` what was read is kept until it changes.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.paginator import Paginator
from django.db.models import F, TextField, Value
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils.functional import cached_property

PER_PAGE = 24
#: The query parameter of the free text, and how many of its characters count.
TEXT, LONGEST_TEXT = "q", 100
#: {key: (stamp, _read)}: what was read for each ``version``; a few lists in each process.
_kept = {}


@dataclass(frozen=True)
class Facet:
    """A criterion: ``name`` is its query parameter, ``label`` its heading.

    ``lookups`` (names or expressions) are read for each item, and ``read`` makes (value, label)
    pairs of them (more may follow in a pair, for ``order``); without it the lookups are a value and
    its label. ``crosses`` is True where a lookup leads to more than one row for an item; such
    lookups are read as texts. ``order`` sorts the pairs. ``is_open``: its choices are on show from
    the start.
    """

    name: str
    label: str
    lookups: tuple
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
    """A ticked choice or the free text; ``query`` ("?…") is the list without it."""

    heading: str
    label: str
    query: str


@dataclass
class Values:
    """What the items have of one facet: the items of each value, and its pair (value, label)."""

    items: dict = field(default_factory=dict)
    labels: dict = field(default_factory=dict)

    def add(self, item, pairs):
        for pair in pairs:
            value = pair[0]
            if value not in {None, ""}:
                self.items.setdefault(str(value), set()).add(item)
                self.labels.setdefault(str(value), pair)

    def sort(self, order):
        self.labels = {str(pair[0]): pair for pair in sorted(self.labels.values(), key=order)}


class FacetedList:
    """The items of a queryset that fit the query of a request, which may hold any nonsense.

    ``items``: the queryset, with all that the template of an item needs, in order or sorted by the
    German alphabet of the lookups in ``names``; ``query``: the QueryDict of the request. Values
    that no item has are passed over. ``search`` finds the ids of what fits a free text, best first.
    ``kept``: {name: value} of further parameters, which all links and the form carry on.
    ``version``: (key, stamp); what was read under a key is used again while its stamp is the same.
    """

    def __init__(
        self,
        items,
        facets,
        query,
        *,
        per_page=PER_PAGE,
        names=(),
        search=None,
        kept=None,
        version=None,
    ):
        self.items = items
        self.facets = facets
        self.query = query
        self.per_page = per_page
        self.names = names
        self.search = search
        self.kept = kept or {}
        self.version = version

    @cached_property
    def _read(self):
        """The ids of all items in their order, and {facet name: Values}."""
        key, stamp = self.version or (None, None)
        if key in _kept and _kept[key][0] == stamp:
            return _kept[key][1]
        read = self._read_now()
        if key:
            _kept[key] = (stamp, read)
        return read

    def _read_now(self):
        found = {facet.name: Values() for facet in self.facets}
        single = [facet for facet in self.facets if not facet.crosses]
        lookups = [lookup for facet in single for lookup in facet.lookups]
        rows = list(self.items.values_list("pk", *self.names, *lookups))
        if first := len(self.names):
            rows.sort(key=lambda row: [alphabetical(name) for name in row[1 : first + 1]])
        for pk, *row in rows:
            row = row[first:]
            for facet in single:
                own, row = row[: len(facet.lookups)], row[len(facet.lookups) :]
                found[facet.name].add(pk, facet.read(*own))
        self._read_crossing(found)
        for facet in self.facets:
            found[facet.name].sort(facet.order)
        return [row[0] for row in rows], found

    def _read_crossing(self, found):
        """Read the facets that cross to further rows, in one query."""
        crossing = {facet.name: facet for facet in self.facets if facet.crosses}
        width = max((len(facet.lookups) for facet in crossing.values()), default=0)
        queries = []
        for facet in crossing.values():
            texts = [Cast(lookup, TextField()) for lookup in facet.lookups]
            padded = [*texts, *[Value("", TextField())] * (width - len(texts))]
            columns = {f"facet_{n}": text for n, text in enumerate(padded)}
            rows = self.items.order_by().annotate(facet_name=Value(facet.name, TextField()))
            columns = {"facet_item": F("pk"), **columns}
            queries.append(rows.annotate(**columns).values_list("facet_name", *columns))
        if not queries:
            return
        for name, pk, *texts in queries[0].union(*queries[1:], all=True):
            facet = crossing[name]
            found[name].add(pk, facet.read(*texts[: len(facet.lookups)]))

    @property
    def takes_text(self):
        return self.search is not None

    @cached_property
    def text(self):
        """The free text that is looked for, or ""; a NUL byte is a blank."""
        if not self.takes_text:
            return ""
        text = self.query.get(TEXT, "").replace("\0", " ")[:LONGEST_TEXT]
        return " ".join(text.split())

    @cached_property
    def _candidates(self):
        """The ids that the facets choose from, in order: all, or those that fit the text."""
        ids, _found = self._read
        if not self.text:
            return ids
        existing = set(ids)
        return [pk for pk in dict.fromkeys(self.search(self.text)) if pk in existing]

    @cached_property
    def active(self):
        """{facet name: ticked values that some item has}, in the order of the facets."""
        _ids, found = self._read
        ticked = {
            facet.name: [
                value
                for value in dict.fromkeys(self.query.getlist(facet.name))
                if value in found[facet.name].labels
            ]
            for facet in self.facets
        }
        return {name: values for name, values in ticked.items() if values}

    @cached_property
    def _fitting(self):
        """{facet name: ids of the items that have one of its ticked values}."""
        _ids, found = self._read
        return {
            name: set().union(*(found[name].items[value] for value in values))
            for name, values in self.active.items()
        }

    def _fit_all_but(self, name):
        """The ids of the items that fit all facets but one, as a set."""
        sets = [items for other, items in self._fitting.items() if other != name]
        return set(self._candidates).intersection(*sets)

    @cached_property
    def ids(self):
        """The ids of the items that fit, in order."""
        fitting = self._fit_all_but(None)
        return [pk for pk in self._candidates if pk in fitting]

    @property
    def total(self):
        """How many items there are with nothing ticked."""
        return len(self._read[0])

    @property
    def is_narrowed(self):
        return bool(self.active or self.text)

    @cached_property
    def panels(self):
        """The facets that give a choice."""
        panels = [Panel(facet, self._choices(facet)) for facet in self.facets]
        return [panel for panel in panels if len(panel.choices) > 1 or panel.active]

    def _choices(self, facet):
        values = self._read[1][facet.name]
        active = self.active.get(facet.name, [])
        fitting = self._fit_all_but(facet.name)
        counts = {value: len(items & fitting) for value, items in values.items.items()}
        return [
            Choice(value, label, counts[value], value in active)
            for value, (_value, label, *_more) in values.labels.items()
            if counts[value] or value in active
        ]

    def labels_of(self, pk, name):
        """The labels that an item has of a facet, in the order of its choices."""
        values = self._read[1][name]
        return [pair[1] for value, pair in values.labels.items() if pk in values.items[value]]

    @cached_property
    def chips(self):
        chips = [
            Chip(panel.facet.label, choice.label, self.query_of((panel.facet.name, choice.value)))
            for panel in self.panels
            for choice in panel.active
        ]
        if self.text:
            chips.insert(0, Chip("", f"„{self.text}“", self.query_of((TEXT, self.text))))
        return chips

    def query_of(self, without=None, **more):
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
            query.setlist(name, [value] if value != "" else [])
        return f"?{query.urlencode(safe=',')}"

    @property
    def query_of_all(self):
        """The query of the list with nothing chosen."""
        query = QueryDict(mutable=True)
        query.update(self.kept)
        return f"?{query.urlencode(safe=',')}"

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
