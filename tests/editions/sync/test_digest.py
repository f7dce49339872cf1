"""The weekly mail to the staff of an edition about changes in other editions."""

import io
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.core.management import call_command
from wagtail_localize.models import Translation

from editions.digest import send_digests
from editions.models import DigestMail, Origin, UnwantedPage
from editions.origins.keep_up import keep_up_all
from editions.overview import Overview
from editions.registry import EDITIONS
from tests import mail_server
from tests.factories.copies import copy_of, page_in, publish, text, write
from tests.threads import at_once

MONDAY = datetime(2026, 11, 23, 6, tzinfo=ZoneInfo("Europe/Berlin"))
BW = ["redaktion-bw@example.org"]


@pytest.fixture
def changed(nrw):
    """Something of each kind to do in BW."""
    page = page_in(nrw, body=text("Wir beraten in NRW.", "Kostenlos."))
    copy = copy_of(page)
    translation = copy_of(copy, "en-x-bw", live=False)
    write(translation, "Wir beraten in BW.", "We give advice in BW.")
    publish(copy, body=text("Wir beraten sehr gern in BW.", "Kostenlos."))
    publish(page, body=text("Wir beraten gern in NRW.", "Ganz kostenlos."))
    keep_up_all()
    publish(page_in(nrw, slug="termine"), title="Termine in NRW")


def to(mailbox, address):
    return [mail for mail in mailbox if mail.to == [address]]


def test_says_what_is_to_be_done_with_links(changed, mailoutbox):
    send_digests(MONDAY)
    [mail] = to(mailoutbox, *BW)
    assert mail.subject.startswith("MiGlobe BW: Änderungen aus anderen Ausgaben, ")
    assert (
        "Bei einer Seite warten Änderungen aus einer anderen Ausgabe:\n- Vorlage (BW" in mail.body
    )
    assert "http://testserver/admin/editions/updates/?edition=bw&group=waiting" in mail.body
    assert "Eine Übersetzung ist zu prüfen:\n- Vorlage (BW – Englisch)" in mail.body
    assert "- Termine in NRW (NRW – Deutsch)" in mail.body
    assert "Seiten wurden übernommen oder übersetzt und noch nie veröffentlicht:" in mail.body
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
    Origin.objects.all().delete()
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


def test_mail_that_could_not_be_stored_is_tried_again(changed, mailoutbox, monkeypatch, caplog):
    def broken(mail):
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", broken)
        assert send_digests(MONDAY) == 0
    assert "are tried again" in caplog.text
    assert not DigestMail.objects.exists()
    send_digests(MONDAY + timedelta(hours=1))
    assert len(to(mailoutbox, *BW)) == 1


def test_two_runs_at_once_send_one_mail(transactional_db, changed, mailoutbox):
    sent = at_once(lambda: send_digests(MONDAY), lambda: send_digests(MONDAY))
    assert sum(sent) == len(mailoutbox)
    assert len(to(mailoutbox, *BW)) == 1


def test_daily_command_sends_them_through_a_real_mail_server(changed, settings):
    with mail_server.running(settings) as server:
        out = io.StringIO()
        call_command("daily", stdout=out)
        call_command("daily", stdout=out)
    [message] = [entry for entry in server.kept if entry["To"] == BW[0]]
    body = message.get_body(("plain",)).get_content()
    assert "Termine in NRW" in body
    assert "Guten Tag," in body
    assert "0 weekly mails made" in out.getvalue()
