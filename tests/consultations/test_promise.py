"""By when an edition answers."""

from datetime import date

import pytest

from consultations.promise import due, free_days, working_days
from miglobe_site.municipalities.states import STATES


@pytest.mark.parametrize(
    ("start", "days", "state", "end"),
    [
        (date(2026, 11, 26), 3, "nrw", date(2026, 12, 1)),  # over a weekend
        (date(2026, 11, 28), 1, "bw", date(2026, 11, 30)),  # asked on a Saturday
        (date(2026, 10, 30), 1, "bw", date(2026, 11, 2)),  # All Saints is on a Sunday
        (date(2027, 10, 29), 1, "nrw", date(2027, 11, 2)),  # All Saints on a Monday
        (date(2027, 10, 29), 1, "he", date(2027, 11, 1)),  # no holiday in Hesse
        (date(2026, 12, 23), 2, "nrw", date(2026, 12, 28)),  # Christmas
        (date(2027, 1, 5), 1, "bw", date(2027, 1, 7)),  # Epiphany in BW
        (date(2027, 1, 5), 1, "nrw", date(2027, 1, 6)),
    ],
)
def test_weekends_and_the_holidays_of_the_state_do_not_count(start, days, state, end):
    assert due(start, days, state) == end


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_its_holidays(state):
    assert due(date(2028, 10, 2), 1, state) == date(2028, 10, 4)  # German Unity Day between


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2026, 11, 26), date(2026, 11, 26), 0),
        (date(2026, 11, 26), date(2026, 12, 1), 3),
        (date(2026, 11, 27), date(2026, 11, 29), 0),  # Friday to Sunday
        (date(2026, 12, 23), date(2026, 12, 28), 2),
        (date(2026, 11, 26), date(2026, 11, 25), 0),  # by a clock that was wrong
    ],
)
def test_working_days_between_two_days(start, end, days):
    assert working_days(start, end, free_days("nrw")) == days
