"""Mails made of a template: text and simple HTML, the subject in the first line."""

from collections.abc import Sequence

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

#: The name of a file, its text and its type.
Attachment = tuple[str, str, str]


def send(
    template: str | Sequence[str], to: str, *, language: str = "de", **context: object
) -> None:
    """Make a mail of a template, of the first one of several that exists, for the outbox."""
    send_with((), template, to, language=language, **context)


def send_with(
    files: Sequence[Attachment],
    template: str | Sequence[str],
    to: str,
    *,
    language: str = "de",
    **context: object,
) -> None:
    """Likewise, with files."""
    with translation.override(language):
        text = render_to_string(template, context)
    subject, _line, body = text.strip().partition("\n")
    post(" ".join(subject.split()), body.strip() + "\n", to, language, files)


def post(
    subject: str, body: str, to: str, language: str = "de", files: Sequence[Attachment] = ()
) -> None:
    """Put a mail into the outbox, its text as HTML too."""
    mail = EmailMultiAlternatives(subject, body, to=[to])
    html = render_to_string(
        "outbox/mail.html", {"subject": subject, "body": body.strip(), "language": language}
    )
    mail.attach_alternative(html, "text/html")
    for file in files:
        mail.attach(*file)
    mail.send()
