import pytest


@pytest.fixture
def outbox(settings):
    """Mails are stored, as on the site; `sender.run()` brings them to the test's mailbox."""
    settings.OUTBOX_BACKEND = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "miglobe_site.outbox.backend.EmailBackend"
