"""Staff who have sent a private link are told that it was answered."""

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

logger = logging.getLogger(__name__)


def tell_sender(page, release):
    """Send the mail; a mail server that is down never undoes the release."""
    sender = release.link.created_by
    if sender is None or not sender.is_active or not sender.email:
        return
    url = settings.BASE_URL + reverse("wagtailadmin_pages:edit", args=[page.pk])
    context = {"page": page, "release": release, "url": url}
    with translation.override("de"):
        text = render_to_string("examples/mails/released.txt", context)
    subject, _line, body = text.strip().partition("\n")
    try:
        EmailMessage(" ".join(subject.split()), body.strip() + "\n", to=[sender.email]).send()
    except OSError:  # smtplib's exceptions are of this kind
        logger.exception("The mail on release %s could not be sent.", release.pk)
