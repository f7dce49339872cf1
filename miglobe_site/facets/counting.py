"""What the items of a list have of each facet, and how many fit what is ticked.

All values are read at once and counted in Python: one SQL query for the facets with one value an
item and one for all others, however many items, facets and choices there are. That is simple and
fast for some thousand items; with ``version`` what was read is kept until it changes.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast
from django.utils.functional import cached_property

from .declaring import Facet, Pair, alphabetical

#: (key, stamp): what was read under a key is used again while its stamp is the same.
Version: TypeAlias = tuple[Hashable, object]


@dataclass
class Values:
    """What the items have of one facet: the items of each value, and its pair (value, label)."""

    items: dict[str, set[int]] = field(default_factory=dict)
    labels: dict[str, Pair] = field(default_factory=dict)

    def add(self, item: int, pairs: Iterable[Pair]) -> None:
        for pair in pairs:
            value = pair[0]
            if value not in {None, ""}:
                self.items.setdefault(str(value), set()).add(item)
                self.labels.setdefault(str(value), pair)

    def sort(self, facet: Facet) -> None:
        """Put the values in the order of their facet, where it says so the most frequent first."""
        pairs = sorted(self.labels.values(), key=facet.order)
        if facet.most_first:
            pairs.sort(key=lambda pair: -len(self.items[str(pair[0])]))
        self.labels = {str(pair[0]): pair for pair in pairs}

    def labels_of(self, item: int) -> list[Any]:
        """The labels that an item has, in the order of the choices."""
        return [pair[1] for value, pair in self.labels.items() if item in self.items[value]]


@dataclass(frozen=True)
class Reading:
    """The ids of all items in their order, and {facet name: Values}."""

    ids: list[int]
    values: dict[str, Values]


#: {key of a version: (stamp, Reading)}: a few lists in each process.
_kept: dict[Hashable, tuple[object, Reading]] = {}


def read(
    items: QuerySet[Any],
    facets: Sequence[Facet],
    names: Sequence[str] = (),
    version: Version | None = None,
) -> Reading:
    """Read all items, in their order or sorted by the German alphabet of the lookups ``names``."""
    if not version:
        return _read_now(items, facets, names)
    key, stamp = version
    if key in _kept and _kept[key][0] == stamp:
        return _kept[key][1]
    reading = _read_now(items, facets, names)
    _kept[key] = (stamp, reading)
    return reading


def _read_now(items: QuerySet[Any], facets: Sequence[Facet], names: Sequence[str]) -> Reading:
    found = {facet.name: Values() for facet in facets}
    single = [facet for facet in facets if not facet.crosses]
    lookups = [lookup for facet in single for lookup in facet.lookups]
    rows = list(items.values_list("pk", *names, *lookups))
    if first := len(names):
        rows.sort(key=lambda row: [alphabetical(name) for name in row[1 : first + 1]])
    for pk, *row in rows:
        row = row[first:]
        for facet in single:
            own, row = row[: len(facet.lookups)], row[len(facet.lookups) :]
            found[facet.name].add(pk, facet.read(*own))
    _read_crossing(items, {facet.name: facet for facet in facets if facet.crosses}, found)
    for facet in facets:
        found[facet.name].sort(facet)
    return Reading([row[0] for row in rows], found)


def _read_crossing(
    items: QuerySet[Any], crossing: Mapping[str, Facet], found: Mapping[str, Values]
) -> None:
    """Read the facets that cross to further rows, in one query."""
    width = max((len(facet.lookups) for facet in crossing.values()), default=0)
    queries = []
    for facet in crossing.values():
        texts = [Cast(lookup, TextField()) for lookup in facet.lookups]
        padded = [*texts, *[Value("", TextField())] * (width - len(texts))]
        rows = items.order_by().annotate(facet_name=Value(facet.name, TextField()))
        columns: dict[str, Combinable] = {"facet_item": F("pk")}
        columns |= {f"facet_{n}": text for n, text in enumerate(padded)}
        queries.append(rows.annotate(**columns).values_list("facet_name", *columns))
    if not queries:
        return
    for name, pk, *texts in queries[0].union(*queries[1:], all=True):
        facet = crossing[name]
        found[name].add(pk, facet.read(*texts[: len(facet.lookups)]))


class Counting:
    """The items that fit what is ticked, and how many each choice would leave.

    ``ticked``: {facet name: values that some item has}; ``candidates``: the ids to choose from, in
    order.
    """

    def __init__(
        self,
        values: Mapping[str, Values],
        ticked: Mapping[str, Sequence[str]],
        candidates: Sequence[int],
    ) -> None:
        self.values = values
        self.ticked = ticked
        self.candidates = candidates

    @cached_property
    def _fitting(self) -> dict[str, set[int]]:
        """{facet name: ids of the items that have one of its ticked values}."""
        return {
            name: set().union(*(self.values[name].items[value] for value in values))
            for name, values in self.ticked.items()
        }

    def _fit_all_but(self, name: str | None) -> set[int]:
        """The ids of the items that fit all facets but one."""
        sets = [items for other, items in self._fitting.items() if other != name]
        return set(self.candidates).intersection(*sets)

    @cached_property
    def ids(self) -> list[int]:
        """The ids of the items that fit, in order."""
        fitting = self._fit_all_but(None)
        return [pk for pk in self.candidates if pk in fitting]

    def of_facet(self, name: str) -> dict[str, int]:
        """{value: how many items it has beside the other facets' choices}."""
        fitting = self._fit_all_but(name)
        return {value: len(items & fitting) for value, items in self.values[name].items.items()}
