"""A sample profile and the advisor who keeps it."""

import pytest
from django.test import Client

from tests.factories.my_profile import account_of, profile


@pytest.fixture
def page(site):
    return profile()


@pytest.fixture
def advisor(page):
    client = Client()
    client.force_login(account_of(page))
    return client
