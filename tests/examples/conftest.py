"""A draft and a private link to it."""

import pytest

from examples import releases
from tests.factories.examples import draft


@pytest.fixture
def page(site):
    return draft(title="Unser Entwurf")


@pytest.fixture
def url(page):
    """The address of a private link to the draft."""
    _link, token = releases.make_link(page, None, days=14)
    return f"/freigabe/{token}/"
