"""What a mail server's answer means: whether to try again, and what staff are told."""

import smtplib
import ssl
from dataclasses import dataclass

from .models import Mail

Reason = Mail.Reason


@dataclass(frozen=True)
class Failure:
    """Why a try has not delivered a mail. ``is_final``: trying again would change nothing."""

    reason: Mail.Reason
    code: int | None = None
    is_final: bool = False


def of_connection(error: Exception) -> Failure:
    """What went wrong before the mail was on its way, and so for all mails alike."""
    code = getattr(error, "smtp_code", None)
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return Failure(Reason.LOGIN, code)
    if isinstance(error, ssl.SSLError | smtplib.SMTPNotSupportedError):
        return Failure(Reason.ENCRYPTION)
    return Failure(Reason.UNREACHABLE, code if code and code > 0 else None)


def of_mail(error: Exception) -> Failure:
    """What went wrong with one mail. Answers from 500 on are final (RFC 5321), but about us."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        [(code, _text), *_others] = error.recipients.values()
        return Failure(Reason.MAILBOX, code, True) if code >= 500 else Failure(Reason.LATER, code)
    if isinstance(error, smtplib.SMTPResponseException):
        code = error.smtp_code
        if code < 500:
            return Failure(Reason.LATER, code if code > 0 else None)
        if isinstance(error, smtplib.SMTPSenderRefused):
            return Failure(Reason.SENDER, code)
        return Failure(Reason.REFUSED, code, True)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Failure(Reason.MAILBOX, is_final=True)  # a name with umlauts, to an old server
    if isinstance(error, OSError):  # smtplib's other exceptions are of this kind
        return Failure(Reason.DROPPED)
    return Failure(Reason.BROKEN, is_final=True)
