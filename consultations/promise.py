"""By when an edition promises to answer: working days, with the holidays of its federal state."""

from calendar import monthrange
from collections.abc import Container
from datetime import date, timedelta

import holidays

#: The keys of our states that ISO 3166-2 writes in another way.
ISO = {"nrw": "NW"}
WEEKEND = 5  # the first of its days, counted from Monday as 0


def due(start: date, days: int, state: str) -> date:
    """Return the last of so many working days after a day; ``state`` is a key of STATES.

    A holiday in a part of the state alone, such as Augsburg's, counts as a working day.
    """
    free, day = free_days(state), start
    while days > 0:
        day += timedelta(days=1)
        days -= is_working_day(day, free)
    return day


def working_days(start: date, end: date, free: Container[date]) -> int:
    """Count the working days after a day up to another one: 0 from Friday to Sunday."""
    later = (start + timedelta(days=number) for number in range(1, (end - start).days + 1))
    return sum(is_working_day(day, free) for day in later)


def is_working_day(day: date, free: Container[date]) -> bool:
    return day.weekday() < WEEKEND and day not in free


def free_days(state: str) -> Container[date]:
    """The holidays of a federal state, of whichever year is asked for."""
    return holidays.country_holidays("DE", subdiv=ISO.get(state, state.upper()))


def month_after(start: date) -> date:
    """Return the same day of the next month, or its last where it has no such day."""
    year, month = start.year + start.month // 12, start.month % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))
