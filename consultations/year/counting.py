"""Counting the requests of one year. Nothing here asks the database or the clock."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import NamedTuple

from consultations.choices import State

#: How a request ends, in the order of the review.
ENDS = (State.DONE, State.REFUSED, State.FORWARDED, State.WITHDRAWN)


class Place(NamedTuple):
    """Where a request comes from. ``state`` is "" and ``point`` None where that is not known.

    ``point``: (x, y) on the map of Germany.
    """

    name: str
    state: str = ""
    point: tuple[float, float] | None = None


@dataclass(frozen=True)
class Sent:
    """A request as far as it is counted; all days are those of the calendar in Germany.

    ``promised``: None for what was taken up again, whose first promise is not known any more.
    ``answered``: the day of the first answer by staff, ``answer_days`` the working days until then.
    ``forums`` and ``consultations``: the years in which it reached these states.
    """

    arrived: date
    promised: date | None
    place: Place
    state: str
    asking: str = ""
    answered: date | None = None
    answer_days: int | None = None
    ended: date | None = None
    topics: tuple[str, ...] = ()
    wished: tuple[str, ...] = ()
    forums: frozenset[int] = frozenset()
    consultations: frozenset[int] = frozenset()

    def kept_promise(self, today: date) -> bool | None:
        """Whether the answer came in time; None while there is time, or where none was needed."""
        if self.promised is None:
            return None
        if self.answered is not None:
            return self.answered <= self.promised
        if self.ended is not None or today <= self.promised:
            return None
        return False


@dataclass
class Figures:
    """``kept`` of ``promises`` were answered by the promised day; ``ends``: {state: number}."""

    year: int
    requests: int = 0
    forums: int = 0
    consultations: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    months: Counter[int] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    topics: Counter[str] = field(default_factory=Counter)
    asking: Counter[str] = field(default_factory=Counter)
    wished: Counter[str] = field(default_factory=Counter)
    places: Counter[Place] = field(default_factory=Counter)
    promises: int = 0
    kept: int = 0
    answer_days: float | None = None

    @property
    def percent_kept(self) -> int | None:
        return round(100 * self.kept / self.promises) if self.promises else None

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all has happened."""
        return not (self.requests or self.forums or self.consultations or self.ends)


def count(requests: Iterable[Sent], year: int, today: date) -> Figures:
    """Count what happened in a year; ``requests`` may be of any time.

    Requests count in the year of their arrival, dialogue forums, consultations and ends in theirs.
    """
    found, days = Figures(year), []
    for sent in requests:
        found.forums += year in sent.forums
        found.consultations += year in sent.consultations
        if sent.state in ENDS and sent.ended and sent.ended.year == year:
            found.ends[sent.state] += 1
        if sent.arrived.year != year:
            continue
        found.requests += 1
        found.months[sent.arrived.month] += 1
        found.states[sent.state] += 1
        found.asking[sent.asking] += 1
        found.places[sent.place] += 1
        found.topics.update(set(sent.topics))
        found.wished.update(set(sent.wished))
        if sent.answer_days is not None:
            days.append(sent.answer_days)
        kept = sent.kept_promise(today)
        found.promises += kept is not None
        found.kept += bool(kept)
    found.answer_days = median(days) if days else None
    return found
