"""Mail servers on bad days: no mail is lost, and what is repeated is the same mail."""

import io
import logging
import os
import signal
import subprocess
import sys
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.conf import settings as django_settings
from django.core.mail import send_mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F
from django.utils import timezone

from miglobe_site.outbox import errands, sender
from miglobe_site.outbox.models import KEEP, Errand, Mail, Sender
from tests import mail_server
from tests.servers import TOP, wait_until
from tests.threads import at_once

State, Reason = Mail.State, Mail.Reason
AMINA = "amina@example.org"


def post(*addresses, subject="Guten Tag"):
    for address in addresses or [AMINA]:
        send_mail(subject, "https://example.org/geheim/", "miglobe@example.org", [address])


def let_time_pass(**by):
    """Move all that is noted back, as if it had happened earlier."""
    passed = timedelta(**by)
    for model, names in (
        (Mail, ("made_at", "tried_at", "next_try", "give_up_at", "done_at")),
        (Sender, ("until",)),
        (Errand, ("made_at", "due_at")),
    ):
        model.objects.update(**{name: F(name) - passed for name in names})


def of(address=AMINA):
    return Mail.objects.get(to=address)


FAULTS = {
    "451": (Reason.LATER, 451),
    "drop": (Reason.DROPPED, None),
    "hangs": (Reason.UNREACHABLE, None),
    "down": (Reason.UNREACHABLE, None),
}


@pytest.fixture
def bad_day(request, settings):
    """A server that does not take the mail, for one try."""
    if request.param == "down":
        mail_server.use(settings, 9)  # nobody answers there
        post()
        sender.run()
    elif request.param == "hangs":
        with mail_server.hanging(settings):
            post()
            sender.run()
    else:
        with mail_server.running(settings) as server:
            server.fault = request.param
            post()
            sender.run()
            assert server.kept == []
    return request.param


@pytest.mark.parametrize("bad_day", FAULTS, indirect=True)
def test_mail_is_tried_again_until_the_server_takes_it(db, bad_day, settings):
    mail = of()
    assert (mail.state, mail.reason, mail.code) == (State.WAITING, *FAULTS[bad_day])
    message_id = mail.message().message()["Message-ID"]
    with mail_server.running(settings) as server:
        assert sender.run() == 0, "not before its time"
        let_time_pass(minutes=5, seconds=1)
        assert sender.run() == 1
        assert [message["Message-ID"] for message in server.kept] == [message_id]
        assert sender.run() == 0
    assert of().state == State.SENT


def test_tries_are_at_once_after_5_and_15_minutes_then_every_30_for_72_hours(db, settings):
    mail_server.use(settings, 9)
    post()
    waits = []
    while of().state == State.WAITING:
        sender.run()
        mail = of()
        waits.append(round((mail.next_try - mail.tried_at) / timedelta(minutes=1)))
        let_time_pass(seconds=(mail.next_try - timezone.now()).total_seconds() + 1)
    assert waits[:4] == [5, 15, 30, 30]
    assert set(waits[2:]) == {30}
    assert 71 * 60 < sum(waits[:-1]) <= 72 * 60
    assert (of().state, of().reason) == (State.FAILED, Reason.UNREACHABLE)


def test_mail_that_nobody_tries_is_late_too(db, settings):
    mail_server.use(settings, 9)
    post()
    assert not Mail.objects.late().exists()
    let_time_pass(hours=3)
    assert Mail.objects.late().get().tries == 0


def test_refused_mailbox_fails_at_once_and_holds_up_nobody(db, server):
    server.fault = "550"
    post("niemand@example.org")
    sender.run()
    server.fault = ""
    post("zweite@example.org")
    sender.run()
    failed = of("niemand@example.org")
    assert (failed.state, failed.reason, failed.code) == (State.FAILED, Reason.MAILBOX, 550)
    assert server.recipients == ["zweite@example.org"]


def test_server_that_cannot_be_reached_is_asked_once_for_all_mails(db, settings, caplog):
    with mail_server.hanging(settings):
        post(*(f"{number}@example.org" for number in range(20)))
        sender.run()
    assert caplog.text.count("The mail server cannot be used") == 1
    assert Mail.objects.filter(tries=1, reason=Reason.UNREACHABLE).count() == 20


def test_text_is_emptied_once_it_is_delivered(db, server):
    post()
    sender.run()
    mail = of()
    assert server.kept[0].get_content().strip() == "https://example.org/geheim/"
    assert "geheim" not in str(vars(mail))


@pytest.mark.parametrize("fault", ["451", "550", "drop"])
def test_logs_hold_no_address(fault, db, server, caplog):
    caplog.set_level(logging.DEBUG, "miglobe_site")
    server.fault = fault
    post()
    sender.run()
    assert f"Mail {of().pk} was not sent" in caplog.text
    assert "example.org" not in caplog.text


def test_two_senders_at_once_send_each_mail_once(transactional_db, server):
    server.fault = "slow"
    post(*(f"{number}@example.org" for number in range(5)))
    at_once(*[sender.run] * 3)
    assert len(server.kept) == 5
    assert server.repeats == 0


def test_sender_whose_time_is_over_does_not_send_what_another_has_taken(db, server):
    """Two that both believe to be the one: a mail is taken by a single statement."""
    post()
    seen_by_both = [of(), of()]
    assert [sender.claim(mail) for mail in seen_by_both] == [True, False]


def test_failed_mails_are_told_by_the_daily_command(site, server):
    server.fault = "550"
    post()
    out = io.StringIO()
    with pytest.raises(CommandError, match="mails could not be delivered"):
        call_command("daily", stdout=out)
    assert "mails sent" in out.getvalue()
    server.fault = ""
    Mail.objects.failed().give_up()
    call_command("daily", stdout=out)
    assert out.getvalue().count("mails sent") == 2
    assert "geheim" not in str(vars(of()))


def test_daily_command_forgets_old_mails_and_keeps_what_waits(site, server):
    post()
    sender.run()
    server.fault = "451"
    post("wartet@example.org")
    let_time_pass(days=KEEP.days + 1)
    Mail.objects.waiting().update(give_up_at=timezone.now() + timedelta(days=1))
    call_command("daily", stdout=io.StringIO())
    assert not Mail.objects.filter(to=AMINA).exists()
    assert of("wartet@example.org").state == State.WAITING


def test_errand_that_fails_is_tried_again_and_harms_no_other(db, server, monkeypatch, caplog):
    done = []

    def do(kind, **data):
        if kind == "broken":
            raise ValueError(AMINA)
        done.append(data)

    monkeypatch.setattr(errands, "do", do)
    errands.leave("broken", email=AMINA)
    errands.leave("whole", email=AMINA)
    sender.run()
    assert done == [{"email": AMINA}]
    assert Errand.objects.get().kind == "broken"
    assert "failed: ValueError" in caplog.text
    assert AMINA not in caplog.text


def environment(settings):
    """What a process needs to send from the tests' database to the tests' mail server."""
    place = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{place['NAME']}"
    else:
        host = quote(place["HOST"], safe="")
        url = f"postgresql://{place['USER']}@{host}/{place['NAME']}"
    return os.environ | {
        "DATABASE_URL": url,
        "EMAIL_HOST": settings.EMAIL_HOST,
        "EMAIL_PORT": str(settings.EMAIL_PORT),
        "EMAIL_USE_TLS": "0",
        "DATA_DIR": str(django_settings.DATA_DIR),
    }


def killed_after(number, process, server):
    """Kill a sender once the server has so many more mails; False where it has ended before."""
    enough = len(server.kept) + number
    wait_until(lambda: len(server.kept) >= enough or process.poll() is not None, 60)
    is_running = process.poll() is None
    process.send_signal(signal.SIGKILL)
    return is_running


def test_sender_that_is_killed_repeats_one_mail_at_most(transactional_db, server, settings):
    """With kill -9 in the worst moment: the server has the mail, and that is not noted yet."""
    addresses = [f"{number:02}@example.org" for number in range(12)]
    post(*addresses)
    server.fault, kills = "slow", 0
    command = [sys.executable, "manage.py", "send_mails"]
    while Mail.objects.waiting().exists():
        process = subprocess.Popen(command, cwd=TOP, env=environment(settings))
        kills += kills < 3 and killed_after(3, process, server)
        process.wait(60)
        let_time_pass(minutes=6)
    assert kills == 3
    assert set(server.recipients) == set(addresses)
    assert server.repeats <= kills
    assert len(server.kept) == len(addresses) + server.repeats
