"""Mails made of a template: text and simple HTML, in German, the subject in the first line."""

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation


def send(template: str, to: str, **context: object) -> None:
    """Make a mail of a template and put it into the outbox."""
    with translation.override("de"):
        text = render_to_string(template, context)
    subject, _line, body = text.strip().partition("\n")
    post(" ".join(subject.split()), body.strip() + "\n", to)


def post(subject: str, body: str, to: str) -> None:
    """Put a mail into the outbox, its text as HTML too."""
    mail = EmailMultiAlternatives(subject, body, to=[to])
    html = render_to_string("outbox/mail.html", {"subject": subject, "body": body.strip()})
    mail.attach_alternative(html, "text/html")
    mail.send()
