"""Mails made of a template: plain text, in German, the subject in the first line."""

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation


def send(template: str, to: str, **context: object) -> None:
    """Send a mail; raises what the mail server answers."""
    with translation.override("de"):
        text = render_to_string(template, context)
    subject, _line, body = text.strip().partition("\n")
    EmailMessage(" ".join(subject.split()), body.strip() + "\n", to=[to]).send()
