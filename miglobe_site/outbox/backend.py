"""Django's way to send mail, which here stores it: the sender talks to the mail server later."""

import base64
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from email.utils import formatdate, make_msgid, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from .bell import bell
from .models import PATIENCE, Mail


@dataclass(frozen=True)
class Matter:
    """What mails are about: the key of an edition, who reads answers, how long they are of use."""

    edition: str = ""
    reply_to: str = ""
    until: datetime | None = None


NO_EDITION = Matter()
_matter: ContextVar[Matter] = ContextVar("matter", default=NO_EDITION)


@contextmanager
def about(edition: str = "", reply_to: str = "", until: datetime | None = None) -> Iterator[None]:
    """Say what the mails are about that are made within, whoever makes them."""
    token = _matter.set(Matter(edition, reply_to, until))
    try:
        yield
    finally:
        _matter.reset(token)


class EmailBackend(BaseEmailBackend):
    """Stores mails in the transaction of their reason; what cannot be a mail raises at once."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        rows = [row for message in email_messages for row in rows_of(message)]
        Mail.objects.bulk_create(rows)
        transaction.on_commit(bell.set, robust=True)
        return len(email_messages)


def rows_of(message: EmailMessage) -> list[Mail]:
    """A mail for each recipient, so that none is lost where the server refuses another."""
    matter, now = _matter.get(), timezone.now()
    until = min(filter(None, (matter.until, now + PATIENCE)))
    message.extra_headers = headers_of(message, matter)
    message.message()  # raises where a header holds a line break
    return [
        Mail(
            edition=matter.edition,
            to=address,
            subject=str(message.subject),
            sender=message.from_email,
            headers=message.extra_headers,
            body=str(message.body),
            parts=parts_of(message),
            made_at=now,
            next_try=now,
            give_up_at=until,
        )
        for address in message.recipients()
    ]


def headers_of(message: EmailMessage, matter: Matter) -> dict[str, str]:
    """The headers, with those that every mail of the site has; what a mail has already stays."""
    domain = parseaddr(message.from_email)[1].rpartition("@")[2] or "localhost"
    reply_to = ", ".join(message.reply_to) or matter.reply_to or settings.REPLY_TO_EMAIL
    ours = {
        "Message-ID": make_msgid(domain=domain),
        "Date": formatdate(localtime=settings.EMAIL_USE_LOCALTIME),
        "Auto-Submitted": "auto-generated",
    } | ({"Reply-To": reply_to} if reply_to else {})
    given = {name.lower() for name in message.extra_headers}
    return dict(message.extra_headers) | {
        name: value for name, value in ours.items() if name.lower() not in given
    }


def parts_of(message: EmailMessage) -> dict[str, Any]:
    """What a mail has besides its text, as plain values; raises TypeError for MIME objects."""
    attachments = []
    for attachment in message.attachments:
        if not isinstance(attachment, tuple):
            raise TypeError("Please attach a name, the content and its type.")
        name, content, mimetype = attachment
        is_text = isinstance(content, str)
        data = content if is_text else base64.b64encode(content).decode()
        attachments.append([name, data, mimetype, is_text])
    alternatives = [list(each) for each in getattr(message, "alternatives", [])]
    parts = {"alternatives": alternatives, "attachments": attachments}
    subtype = {"subtype": message.content_subtype} if message.content_subtype != "plain" else {}
    return {name: value for name, value in parts.items() if value} | subtype
