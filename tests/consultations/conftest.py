"""What an official types, and the page for requests of NRW."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consultations.models import ConsultationRequest
from consultations.sent_form import SentForm
from tests.site import submit

PAGE = "/nrw/beratung-anfragen/"
FORM = ".request-form"
TYPED = {
    "municipality": "Bonn",
    "name": "Erika Beispiel",
    "email": "erika@stadt-bonn.example",
    "concern": "Wir möchten unsere Partnerschaft mit Ghana auf neue Füße stellen.",
}


@pytest.fixture(autouse=True)
def unhurried(monkeypatch):
    """An official takes some time to write; tests do not."""
    monkeypatch.setattr(SentForm, "seconds", 40.0)


@pytest.fixture(autouse=True)
def outbox(settings):
    """Mails are stored, as on the site."""
    settings.EMAIL_BACKEND = "miglobe_site.outbox.backend.EmailBackend"


@pytest.fixture
def ask(visitor):
    """Fill in the form as an official does; return the answer that the browser ends at."""

    def fill_in(page=PAGE, **changes):
        return submit(visitor, page, TYPED | changes, form=FORM, follow=True)

    return fill_in


@pytest.fixture
def sent(ask):
    """A request that has just arrived."""
    assert ask().status_code == 200
    return ConsultationRequest.objects.get()


@pytest.fixture
def queries_of():
    """Count the queries of a page that has been shown before."""

    def count(client, path):
        client.get(path)
        with CaptureQueriesContext(connection) as context:
            assert client.get(path).status_code == 200
        return len(context)

    return count
