"""Who asks for a mail to an address learns nothing about it, neither by words nor by time."""

import time

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from miglobe_site.accounts import background
from tests.factories.my_profile import account_of, profile
from tests.site import visible_text

RESET, LINK, ACCOUNT = "/admin/password_reset/", "/mein-profil/link/", "/mein-profil/konto/"
KNOWN, UNKNOWN = "redaktion-nrw@example.org", "niemand@example.org"


@pytest.fixture
def tasks(monkeypatch):
    tasks = []
    monkeypatch.setattr(background, "run", lambda task, *arguments: tasks.append((task, arguments)))
    return tasks


@pytest.mark.parametrize("path", [RESET, LINK, ACCOUNT])
def test_answer_asks_and_sends_nothing_itself(path, visitor, tasks, mailoutbox):
    """Every form that anybody but staff may fill in with an address: the same work for each."""
    user = account_of(profile(), "meine@example.org")
    if path == ACCOUNT:
        visitor.force_login(user)
    for email in (KNOWN, UNKNOWN):
        with CaptureQueriesContext(connection) as context:
            visitor.post(path, {"email": email})
        assert not [query for query in context if email in query["sql"]]
    assert len(tasks) == 2
    assert mailoutbox == []


def test_slow_mail_server_delays_nobody(transactional_db, client, settings, monkeypatch):
    """With a real thread: the answer is there before the mail is."""
    settings.EMAIL_BACKEND = "tests.slow_mail.Backend"
    spent = []
    for email in (KNOWN, UNKNOWN):
        start = time.monotonic()
        assert client.post(RESET, {"email": email}).status_code == 302
        spent.append(time.monotonic() - start)
    assert max(spent) < 2
    background.finish()
    background.finish()
    assert [to for message in mail.outbox for to in message.to] == [KNOWN]


def test_reset_of_the_cms_is_limited_and_works(visitor, monkeypatch, mailoutbox):
    monkeypatch.setattr(background, "run", lambda task, *arguments: task(*arguments))
    codes = [visitor.post(RESET, {"email": KNOWN}).status_code for _number in range(21)]
    assert codes == [302] * 20 + [429]
    assert len(mailoutbox) == 3
    assert mailoutbox[0].to == [KNOWN]
    path = "/admin/" + mailoutbox[0].body.split("/admin/", 1)[1].split()[0]
    assert "Passwort" in visible_text(visitor.get(path, follow=True))
