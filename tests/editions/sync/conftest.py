"""A German page, its English copy of which nothing is translated yet, and who translates it."""

import pytest

from tests.factories.copies import copy_of, page_in, text
from tests.factories.translations import FIRST, SECOND
from tests.site import login


@pytest.fixture
def page(nrw):
    return page_in(nrw, body=text(FIRST, SECOND))


@pytest.fixture
def copy(page):
    """A new English page of which nothing is translated."""
    return copy_of(page, "en-x-nrw", live=False)


@pytest.fixture
def staff(visitor):
    return login(visitor, "redaktion-nrw@example.org")
