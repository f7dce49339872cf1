"""What is logged names nobody."""

import logging
import sys
from smtplib import SMTPRecipientsRefused

import pytest

from miglobe_site.logs import WithoutSecrets


def test_addresses_in_messages_and_tracebacks_are_hidden():
    """As Wagtail logs a notification that fails, with all that smtplib knows."""
    formatters = [handler.formatter for handler in logging.getLogger().handlers]
    [formatter] = [each for each in formatters if isinstance(each, WithoutSecrets)]
    try:
        raise SMTPRecipientsRefused({"amina.l+x@stadt-muenster.de": (550, b"<b@example.org> no")})
    except SMTPRecipientsRefused:
        about = {"msg": "Failed, to %s", "args": ("c_d@example.org",), "exc_info": sys.exc_info()}
    line = formatter.format(logging.makeLogRecord({"name": "wagtail.admin"} | about))
    assert "Failed, to …@…" in line
    assert "SMTPRecipientsRefused" in line and "550" in line
    assert not [name for name in ("amina", "muenster", "example.org") if name in line]


@pytest.mark.parametrize("path", [
    "/nrw/anfrage/{}/", "/nrw/en/anfrage/{}/", "/nrw/anfrage/beratung/{}/termin.ics",
    "/freigabe/{}/bild/a.png", "/mein-profil/link/{}/", "/mein-profil/einladung/{}/",
    "/mein-profil/adresse/{}/", "/admin/password_reset/confirm/MQ/{}/",
])  # fmt: skip
def test_private_addresses_are_hidden(path):
    """As Django logs an answer that says no."""
    secret = "YAEEHTAA.LdmiQQwZY6ktLIfFv6jTXV6SxLB-YghLj2QJru4d11Y"
    about = {"msg": "Not Found: %s", "args": (path.format(secret),)}
    line = WithoutSecrets("%(message)s").format(logging.makeLogRecord(about))
    assert line.startswith("Not Found: /") and "…" in line
    assert secret not in line and secret[9:] not in line


def test_other_paths_are_logged():
    about = {"msg": "Not Found: %s", "args": ("/nrw/anfrage/senden/",)}
    line = WithoutSecrets("%(message)s").format(logging.makeLogRecord(about))
    assert line == "Not Found: /nrw/anfrage/senden/"
