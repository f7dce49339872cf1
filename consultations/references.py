"""How a request is called, and the private addresses of its official and of its advisors."""

import secrets

from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.translation import override

#: Letters and figures that nobody takes for another one, read aloud or written by hand.
ALPHABET = "34679ACDEFGHJKMNPQRTUVWXY"
LENGTH = 8

signer = Signer(salt="consultations.request", sep=".")
assignment_signer = Signer(salt="consultations.assignment", sep=".")


def new_reference() -> str:
    return "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))


def status_path(reference: str, locale_code: str) -> str:
    """Return the private address; a database or its backup alone does not hold it."""
    with override(locale_code):
        return reverse("request_status", args=[signer.sign(reference)])


def read(signed: str) -> str | None:
    """Return the reference that the end of a private address names, None where it is not ours."""
    try:
        return signer.unsign(signed)
    except BadSignature:
        return None


def assignment_path(token: str, locale_code: str) -> str:
    """Return the private address under which an advisor answers; see Assignment.token."""
    with override(locale_code):
        return reverse("asked_advisor", args=[assignment_signer.sign(token)])


def read_assignment(signed: str) -> str | None:
    """Return the token that the end of such an address names, None where it is not ours."""
    try:
        return assignment_signer.unsign(signed)
    except BadSignature:
        return None
