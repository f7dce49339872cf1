"""Whatever sends a mail stores it, with its reason or not at all."""

from datetime import timedelta

import pytest
from django.core.mail import BadHeaderError, EmailMessage, EmailMultiAlternatives, send_mail
from django.db import transaction
from django.utils import timezone

from miglobe_site.outbox import mails, sender
from miglobe_site.outbox.backend import about
from miglobe_site.outbox.models import Mail

TO = ["amina@example.org"]

pytestmark = pytest.mark.usefixtures("db", "outbox")


def test_mail_is_stored_and_not_sent(mailoutbox):
    assert send_mail("Guten Tag", "Text", None, TO) == 1
    assert mailoutbox == []
    assert sender.run() == 1
    [mail] = mailoutbox
    assert (mail.subject, mail.body, mail.to) == ("Guten Tag", "Text", TO)


def test_mail_of_a_change_that_is_taken_back_is_never_sent(mailoutbox):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        send_mail("Guten Tag", "Text", None, TO)
        raise ZeroDivisionError
    sender.run()
    assert mailoutbox == []


@pytest.mark.parametrize("text", ["Preis: {{ x }} Euro", "100 {% Rabatt %}", "{# weg #} <b>& \r\n"])
def test_text_arrives_as_it_was_written(text, mailoutbox):
    """It is no template, whatever people type into it."""
    send_mail("Betreff {{ x }}", text, None, TO)
    sender.run()
    assert mailoutbox[0].body == text
    assert mailoutbox[0].subject == "Betreff {{ x }}"


def test_html_attachments_and_headers_arrive(mailoutbox):
    mail = EmailMultiAlternatives("Termin", "Text", to=TO, headers={"X-Reference": "AB12"})
    mail.attach_alternative("<p>Text</p>", "text/html")
    mail.attach("termin.ics", "BEGIN:VCALENDAR\r\n", "text/calendar")
    mail.attach("blatt.pdf", b"%PDF-\xff\x00", "application/pdf")
    mail.send()
    sender.run()
    [sent] = mailoutbox
    assert sent.alternatives == [("<p>Text</p>", "text/html")]
    assert sent.attachments == [
        ("termin.ics", "BEGIN:VCALENDAR\r\n", "text/calendar"),
        ("blatt.pdf", b"%PDF-\xff\x00", "application/pdf"),
    ]
    assert sent.message()["X-Reference"] == "AB12"


def test_each_recipient_gets_a_mail_and_sees_no_other(mailoutbox):
    EmailMessage("Betreff", "Text", to=["a@example.org", "b@example.org"],
                 cc=["c@example.org"], bcc=["d@example.org"]).send()  # fmt: skip
    assert sender.run() == 4
    assert sorted(mail.message()["To"] for mail in mailoutbox) == [
        f"{name}@example.org" for name in "abcd"
    ]
    assert not [mail for mail in mailoutbox if mail.message()["Cc"]]


def test_header_with_a_line_break_is_refused_where_it_is_made():
    with pytest.raises(BadHeaderError):
        send_mail("Guten Tag\nBcc: alle@example.org", "Text", None, TO)
    assert not Mail.objects.exists()


def test_mail_says_that_a_program_sent_it_and_who_reads_the_answer(mailoutbox, settings):
    settings.REPLY_TO_EMAIL = "info@example.org"
    send_mail("Passwort", "Text", None, TO)
    with about("nrw", "team-nrw@example.org"):
        send_mail("Profil", "Text", None, TO)
    sender.run()
    headers = [mail.message() for mail in mailoutbox]
    assert [each["Reply-To"] for each in headers] == ["info@example.org", "team-nrw@example.org"]
    assert {each["Auto-Submitted"] for each in headers} == {"auto-generated"}
    assert list(Mail.objects.order_by("pk").values_list("edition", flat=True)) == ["", "nrw"]


def test_message_id_and_date_are_fixed_when_the_mail_is_made():
    send_mail("Guten Tag", "Text", "miglobe@example.org", TO)
    mail = Mail.objects.get()
    first, second = mail.message().message(), Mail.objects.get().message().message()
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Message-ID"].endswith("@example.org>")
    assert first["Date"] == second["Date"]


def test_mail_of_ours_has_simple_html_with_links_and_nothing_of_what_people_typed():
    mails.post("Betreff", "Guten Tag <b>Amina</b>,\n\nhttps://example.org/a/?b=1", *TO)
    [(html, mimetype)] = Mail.objects.get().message().alternatives
    assert mimetype == "text/html"
    assert 'href="https://example.org/a/?b=1"' in html
    assert "&lt;b&gt;Amina" in html


def test_mail_that_soon_is_of_no_use_is_not_tried_for_days():
    soon = timezone.now() + timedelta(hours=1)
    with about(until=soon):
        send_mail("Link", "Text", None, TO)
    assert Mail.objects.get().give_up_at == soon
