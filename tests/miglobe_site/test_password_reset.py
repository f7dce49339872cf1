"""Who asks for a mail to an address learns nothing about it, neither by words nor by time."""

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from miglobe_site.outbox import errands, sender
from miglobe_site.outbox.models import Errand, Mail
from tests import mail_server
from tests.factories.my_profile import account_of, profile
from tests.site import visible_text

RESET, LINK, ACCOUNT = "/admin/password_reset/", "/mein-profil/link/", "/mein-profil/konto/"
KNOWN, UNKNOWN = "redaktion-nrw@example.org", "niemand@example.org"


@pytest.mark.parametrize("path", [RESET, LINK, ACCOUNT])
def test_answer_asks_for_no_account_and_sends_nothing_itself(path, visitor, mailoutbox):
    """Every form that anybody but staff may fill in with an address: the same work for each."""
    user = account_of(profile(), "meine@example.org")
    if path == ACCOUNT:
        visitor.force_login(user)
    visitor.get(path)
    done = []
    for email in (KNOWN, UNKNOWN):
        with CaptureQueriesContext(connection) as context:
            visitor.post(path, {"email": email})
        queries = [query["sql"] for query in context]
        [left] = [sql for sql in queries if email in sql]
        assert 'INSERT INTO "outbox_errand"' in left
        done.append([sql.split("WHERE")[0][:60] for sql in queries])
    assert done[0] == done[1]
    assert Errand.objects.count() == 2
    assert mailoutbox == []


def test_mail_server_that_hangs_delays_nobody(transactional_db, client, settings):
    with mail_server.hanging(settings):
        spent = []
        for email in (KNOWN, UNKNOWN):
            start = time.monotonic()
            assert client.post(RESET, {"email": email}).status_code == 302
            spent.append(time.monotonic() - start)
        assert max(spent) < 1
        sender.run()
    assert [mail.to for mail in Mail.objects.all()] == [KNOWN]


def test_wish_is_not_lost_where_the_process_ends(transactional_db, client, settings):
    """It is a row, not a thread: whoever sends next does it."""
    with mail_server.running(settings) as server:
        client.post(RESET, {"email": KNOWN})
        assert server.kept == []
        sender.run()
    assert server.recipients == [KNOWN]


def test_reset_of_the_cms_is_limited_and_works(visitor, monkeypatch, mailoutbox):
    monkeypatch.setattr(errands, "leave", errands.do)
    codes = [visitor.post(RESET, {"email": KNOWN}).status_code for _number in range(21)]
    assert codes == [302] * 20 + [429]
    assert len(mailoutbox) == 3
    assert mailoutbox[0].to == [KNOWN]
    path = "/admin/" + mailoutbox[0].body.split("/admin/", 1)[1].split()[0]
    assert "Passwort" in visible_text(visitor.get(path, follow=True))
