"""The weekly mail to the staff of an edition about changes in other editions."""

import io
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused
from socket import socket
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from django.contrib.auth import get_user_model
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from wagtail_localize.models import Translation

from editions.models import DigestMail, UnwantedPage
from editions.registry import EDITIONS
from editions.sync.digest import send_digests
from editions.sync.overview import Overview
from tests.factories.copies import copy_of, page_in, publish, text, write
from tests.threads import at_once

MONDAY = datetime(2026, 11, 23, 6, tzinfo=ZoneInfo("Europe/Berlin"))
BW = ["redaktion-bw@example.org"]


@pytest.fixture
def changed(nrw):
    """Something of each kind to do in BW."""
    page = page_in(nrw, body=text("Wir beraten in NRW.", "Kostenlos."))
    copy = copy_of(page)
    write(copy, "Kostenlos.", "Für umme.")
    publish(page, body=text("Wir beraten gern in NRW.", "Ganz kostenlos."))
    publish(page_in(nrw, slug="termine"), title="Termine in NRW")


def to(mailbox, address):
    return [mail for mail in mailbox if mail.to == [address]]


def test_says_what_is_to_be_done_with_links(changed, mailoutbox):
    send_digests(MONDAY)
    [mail] = to(mailoutbox, *BW)
    assert mail.subject.startswith("MiGlobe BW: Abgleich mit anderen Ausgaben, ")
    assert "Eine Seite ist veraltet, weil ihre Vorlage geändert wurde:\n- Vorlage (BW" in mail.body
    assert "http://testserver/admin/editions/updates/?edition=bw&group=outdated" in mail.body
    assert "- Termine in NRW (NRW – Deutsch)" in mail.body
    assert "Seiten sind zu prüfen:" in mail.body
    assert "&amp;" not in mail.body


def test_is_sent_once_a_week(changed, mailoutbox):
    for days in range(7):
        send_digests(MONDAY + timedelta(days=days))
    assert len(to(mailoutbox, *BW)) == 1
    send_digests(MONDAY + timedelta(days=7))
    assert len(to(mailoutbox, *BW)) == 2


def test_goes_to_active_editors_of_the_edition_alone(changed, mailoutbox):
    User = get_user_model()
    colleague = User.objects.create_user("kollegin@example.org", is_active=False)
    colleague.groups.set(User.objects.get(email=BW[0]).groups.all())
    send_digests(MONDAY)
    assert {address for mail in mailoutbox for address in mail.to} <= {
        "redaktion-bw@example.org",
        "redaktion-nrw@example.org",
    }


def test_archived_edition_gets_none(changed, bw, mailoutbox):
    type(bw).objects.filter(pk=bw.pk).update(offer_status="archived")
    send_digests(MONDAY)
    assert to(mailoutbox, *BW) == []


def test_nothing_to_tell_on_the_first_day_is_no_mail_in_that_week(nrw, mailoutbox):
    Translation.objects.all().delete()
    for edition in (EDITIONS["nrw"], EDITIONS["bw"]):
        overview = Overview(edition)
        for page in overview.missing():
            UnwantedPage.objects.create(
                locale=overview.locale, translation_key=page.translation_key
            )
    assert send_digests(MONDAY) == 0
    page_in(nrw, slug="neu")
    assert send_digests(MONDAY + timedelta(days=1)) == 0
    assert mailoutbox == []
    send_digests(MONDAY + timedelta(days=7))
    assert [mail.to for mail in mailoutbox] == [BW]


def test_mail_server_that_is_down_is_tried_again(changed, mailoutbox, settings, caplog):
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody answers there
    assert send_digests(MONDAY) == 0
    assert "are tried again" in caplog.text
    assert not DigestMail.objects.exists()
    settings.EMAIL_BACKEND = backend
    send_digests(MONDAY + timedelta(hours=1))
    assert len(to(mailoutbox, *BW)) == 1


@pytest.mark.parametrize(("code", "tries"), [(450, 2), (550, 1)])
def test_mailbox_that_refuses_is_tried_again_only_if_it_may_accept(
    code, tries, changed, monkeypatch
):
    asked = []

    def refuse(self, messages):
        asked.extend(messages)
        raise SMTPRecipientsRefused({messages[0].to[0]: (code, b"no")})

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    send_digests(MONDAY)
    send_digests(MONDAY)
    assert len(to(asked, *BW)) == tries


def test_two_runs_at_once_send_one_mail(transactional_db, changed, mailoutbox):
    sent = at_once(lambda: send_digests(MONDAY), lambda: send_digests(MONDAY))
    assert sum(sent) == len(mailoutbox)
    assert len(to(mailoutbox, *BW)) == 1


def test_daily_command_sends_them_through_a_real_mail_server(changed, settings):
    received = []

    class Mailbox(Message):
        def handle_message(self, message):
            received.append(message)

    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Controller(Mailbox(), hostname="127.0.0.1", port=port)
    server.start()
    try:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_USE_TLS = "127.0.0.1", False
        settings.EMAIL_PORT = port
        out = io.StringIO()
        call_command("daily", stdout=out)
        call_command("daily", stdout=out)
    finally:
        server.stop()
    [message] = [entry for entry in received if entry["X-RcptTo"] == BW[0]]
    body = message.get_payload(decode=True).decode()
    assert "Termine in NRW" in body
    assert "Guten Tag," in body
    assert "0 weekly mails sent" in out.getvalue()
