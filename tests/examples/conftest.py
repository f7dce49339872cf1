"""A draft, a private link to it, and a public example with all that it can have."""

import pytest

from examples import releases
from tests.factories.examples import draft, full_draft, publish


@pytest.fixture
def page(site):
    return draft(title="Unser Entwurf")


@pytest.fixture
def url(page):
    """The address of a private link to the draft."""
    _link, token = releases.make_link(page, None, days=14)
    return f"/freigabe/{token}/"


@pytest.fixture
def full(site):
    return publish(full_draft())
