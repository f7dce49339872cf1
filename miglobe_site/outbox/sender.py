"""The one who sends: a single one in the installation, whichever process it is in.

No transaction is open while the mail server is talked to. Before a mail is sent, its next try is
noted (``claim``), by a statement that only one process can carry out: a sender that is killed
leaves one mail that will be sent again, and nobody else takes that mail meanwhile. The lock
(``take``) is a time, not a connection: it ends by itself, and all that happens then is that two
processes send different mails.
"""

import contextlib
import logging
import secrets
from datetime import timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Q
from django.utils import timezone

from . import errands, failures
from .failures import Failure
from .models import KEEP, Errand, Mail, Sender, delay_after

LEASE = timedelta(seconds=60)  # renewed before each mail
ONLY = 1  # the key of the one row

logger = logging.getLogger(__name__)


def run() -> int:
    """Do errands and send what is due, unless another process does; return how many were sent.

    What became due while this one was about to end is looked for once more.
    """
    name, sent = secrets.token_hex(8), 0
    while is_due() and take(name):
        try:
            errands.do_all()
            sent += send_due(name)
        finally:
            release(name)
    return sent


def is_due() -> bool:
    is_errand = Errand.objects.filter(due_at__lte=timezone.now()).exists()
    return is_errand or Mail.objects.due().exists()


def take(name: str) -> bool:
    """Become the sender, or stay it; False where another one is."""
    now = timezone.now()
    if not Sender.objects.filter(pk=ONLY).exists():
        Sender.objects.bulk_create([Sender(pk=ONLY, until=now)], ignore_conflicts=True)
    free = Sender.objects.filter(Q(name=name) | Q(until__lte=now), pk=ONLY)
    return free.update(name=name, until=now + LEASE) == 1


def release(name: str) -> None:
    Sender.objects.filter(pk=ONLY, name=name).update(name="", until=timezone.now())


def send_due(name: str) -> int:
    """Send what is due. A server that cannot be reached is not asked again for each mail."""
    sent, down = 0, None
    while (mail := Mail.objects.due().first()) and take(name):
        if not claim(mail):
            continue
        if down:
            record(mail, down)
            continue
        connection = get_connection(settings.OUTBOX_BACKEND)
        try:
            connection.open()
        except Exception as error:
            down = failures.of_connection(error)
            logger.warning("The mail server cannot be used: %s (%s).", down.reason, down.code)
            record(mail, down)
            continue
        try:
            sent += send(mail, connection)
        finally:
            with contextlib.suppress(Exception):  # how it says goodbye does not matter any more
                connection.close()
    return sent


def claim(mail: Mail) -> bool:
    """Note a try before it is made; False where another process has."""
    now = timezone.now()
    is_same = Mail.objects.waiting().filter(pk=mail.pk, tries=mail.tries, next_try=mail.next_try)
    mail.tries += 1
    mail.next_try = now + delay_after(mail.tries)
    noted = {"tries": mail.tries, "next_try": mail.next_try, "tried_at": now, "code": None}
    return is_same.update(**noted, reason=Mail.Reason.INTERRUPTED) == 1


def send(mail: Mail, connection: BaseEmailBackend) -> bool:
    """Try once and record what came of it. No log has the address, nor a traceback that would."""
    try:
        connection.send_messages([mail.message()])
    except Exception as error:
        failure = failures.of_mail(error)
        logger.warning("Mail %s was not sent: %s (%s).", mail.pk, failure.reason, failure.code)
        record(mail, failure)
        return False
    record(mail, None)
    return True


def record(mail: Mail, failure: Failure | None) -> None:
    rows, now = Mail.objects.waiting().filter(pk=mail.pk), timezone.now()
    if failure is None:
        rows.update(state=Mail.State.SENT, done_at=now, reason="", code=None, body="", parts={})
        return
    why = {"reason": failure.reason, "code": failure.code}
    if failure.is_final or mail.next_try > mail.give_up_at:
        rows.update(state=Mail.State.FAILED, done_at=now, **why)
    else:
        rows.update(**why)


def tidy() -> str:
    """Forget mails that were sent, or have failed, long ago; for the daily command."""
    old = Mail.objects.exclude(state=Mail.State.WAITING).filter(done_at__lt=timezone.now() - KEEP)
    count, _by_model = old.delete()
    errands.forget_old()
    return f"{count} old mails forgotten"
