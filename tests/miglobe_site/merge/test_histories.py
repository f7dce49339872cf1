"""Nothing own is lost and nothing refused comes back, whatever staff of both editions do.

By hand: HISTORIES=10000 pytest tests/miglobe_site/merge/test_histories.py, FIRST=… for other ones.
"""

import os

import pytest

from .histories import faulty_histories

pytestmark = pytest.mark.sqlite_is_enough("No database is used.")

FIRST = int(os.environ.get("FIRST", "0"))
HISTORIES = int(os.environ.get("HISTORIES", "200"))


def test_random_histories_have_no_faults():
    assert faulty_histories(range(FIRST, FIRST + HISTORIES)) == {}
