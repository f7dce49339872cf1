"""The review of a year as tables: what stands in them, in which order, beside the year before."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.utils.dates import MONTHS
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from consultations.choices import Asking, State
from consultations.year.counting import ENDS, Figures, Place
from editions.registry import Edition
from miglobe_site.municipalities.states import STATES

#: A number, None where there is none: no median of nothing.
Number: TypeAlias = int | float | None


@dataclass(frozen=True)
class Row:
    """``share``: of the longest bar in its table, in percent. ``more``: what stands behind it."""

    label: str
    number: Number
    before: Number
    share: int = 0
    more: str = ""
    unit: str = ""

    @property
    def text(self) -> str:
        return self.in_words(self.number)

    @property
    def text_before(self) -> str:
        return self.in_words(self.before)

    def in_words(self, number: Number) -> str:
        return "–" if number is None else f"{number_format(number)}{self.unit}"


@dataclass(frozen=True)
class Table:
    """``key``: names it in the page; ``first``: the heading of its labels."""

    key: str
    title: str
    first: str
    rows: list[Row]
    note: str = ""


def important(now: Figures, before: Figures) -> list[Row]:
    """The figures that people ask for first."""
    promises = _("%(kept)d of %(number)d") % {"kept": now.kept, "number": now.promises}
    return [
        Row(_("Requests"), now.requests, before.requests),
        Row(_("Dialogue forums"), now.forums, before.forums),
        Row(_("Consultations"), now.consultations, before.consultations),
        Row(
            _("Working days until the first answer (median)"),
            plain(now.answer_days),
            plain(before.answer_days),
        ),
        Row(
            _("Answered by the promised day"),
            now.percent_kept,
            before.percent_kept,
            more=promises if now.promises else "",
            unit="\u00a0%",
        ),
        *(Row(ended(state), now.ends[state], before.ends[state]) for state in ENDS),
    ]


def ended(state: str) -> str:
    label = str(State(state).label)
    return label[:1].upper() + label[1:]


def plain(number: float | None) -> Number:
    """A median without its ",0"."""
    return int(number) if number is not None and number == int(number) else number


def tables(edition: Edition, now: Figures, before: Figures) -> list[Table]:
    asking = {str(key): str(label) for key, label in Asking.choices} | {"": _("no answer")}
    states = {str(key): str(label) for key, label in State.choices}
    months = {number: str(name) for number, name in MONTHS.items()}
    return [
        Table("months", _("Requests by month"), _("Month"),
              rows(months, now.months, before.months)),
        Table("states", _("Where the requests stand today"), _("State"),
              there(rows(states, now.states, before.states))),
        Table("topics", _("Topics"), _("Topic"), most_first(now.topics, before.topics),
              _("A request may have several topics, or none.")),
        Table("asking", _("Who asked"), _("Who asks?"),
              there(rows(asking, now.asking, before.asking))),
        Table("advisors", _("Whom they wished for"), _("Name"),
              most_first(now.wished, before.wished),
              _("Wishes of requests whose personal data are deleted are not known any more.")),
        Table("places", _("Municipalities"), _("Municipality or district"),
              most_first(named(edition, now.places), named(edition, before.places))),
    ]  # fmt: skip


def rows(labels: dict[Any, str], now: Counter[Any], before: Counter[Any]) -> list[Row]:
    """A row for each label, in their order, with bars to one scale."""
    longest = max(now.values(), default=0) or 1
    return [
        Row(label, now[key], before[key], round(100 * now[key] / longest))
        for key, label in labels.items()
    ]


def there(rows: Iterable[Row]) -> list[Row]:
    """Those that had something in either year."""
    return [row for row in rows if row.number or row.before]


def most_first(now: Counter[str], before: Counter[str]) -> list[Row]:
    names = sorted(now.keys() | before.keys(), key=lambda name: (-now[name], -before[name], name))
    return rows({name: name for name in names}, now, before)


def named(edition: Edition, places: Counter[Place]) -> Counter[str]:
    """Places by their names; those in another federal state with its name."""
    found: Counter[str] = Counter()
    for place, number in places.items():
        is_elsewhere = place.state not in ("", edition.key)
        found[f"{place.name} ({STATES[place.state]})" if is_elsewhere else place.name] += number
    return found
