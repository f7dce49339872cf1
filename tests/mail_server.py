"""A real mail server for tests, which can be made to have a bad day."""

import socket
import time
from collections import Counter
from contextlib import contextmanager
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller

from tests.servers import free_port


class MailServer:
    """Takes mails; ``fault`` is what goes wrong with each at the moment, "" for nothing.

    451: it asks to try later. 550: there is no such mailbox. "drop": it takes the whole mail and
    breaks off, without having kept it. "slow": it keeps the mail and takes its time to say so.
    """

    def __init__(self):
        self.fault = ""
        self.asked = 0
        self.kept = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.asked += 1
        if self.fault in {"451", "550"}:
            return f"{self.fault} {address} is not for now"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.fault == "drop":
            server.transport.abort()
            return "250 nobody reads this"
        self.kept.append(message_from_bytes(envelope.content, policy=policy.default))
        if self.fault == "slow":
            time.sleep(0.2)
        return "250 OK"

    @property
    def recipients(self):
        return sorted(message["To"] for message in self.kept)

    @property
    def repeats(self):
        """How often a mail came more than once, told by its Message-ID."""
        counts = Counter(message["Message-ID"] for message in self.kept)
        return sum(count - 1 for count in counts.values())


@contextmanager
def running(settings):
    """A mail server that the sender talks to; gives a MailServer."""
    handler, port = MailServer(), free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    use(settings, port)
    try:
        yield handler
    finally:
        controller.stop()


@contextmanager
def hanging(settings):
    """A server that lets itself be called and never says a word."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        use(settings, listener.getsockname()[1])
        yield


def use(settings, port):
    settings.EMAIL_BACKEND = "miglobe_site.outbox.backend.EmailBackend"
    settings.OUTBOX_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = False
    settings.EMAIL_TIMEOUT = 1
