"""What officials and staff read of a request by mail; each is stored with its reason."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from consultations.answers import answers
from consultations.models import ConsultationRequest
from editions.homes import home_type
from editions.registry import parse_code
from miglobe_site.outbox import mails
from miglobe_site.outbox.backend import about


def tell_both(sent: ConsultationRequest) -> None:
    """Confirm a request to its official, with all answers, and tell the edition of it."""
    tell_official("arrived", sent)
    tell_edition("new", sent)


def tell_official(name: str, sent: ConsultationRequest, **more: Any) -> None:
    """Write to the official, in English where the request was; the edition gets the answer."""
    if sent.email:
        to_edition = home_of(sent).settings.answers_go_to
        send(name, sent.email, sent, to_edition, language=language_of(sent), **more)


def language_of(sent: ConsultationRequest) -> str:
    """The language of mails to the official."""
    language, _edition = parse_code(sent.locale_code)
    return "en" if language == "en" else "de"


def tell_edition(name: str, sent: ConsultationRequest, **more: Any) -> bool:
    """Tell the edition, whose answer goes to the official; nothing of what is in quarantine.

    Return whether there was an address to write to.
    """
    settings_of_edition = home_of(sent).settings
    address = settings_of_edition.request_email or settings_of_edition.email
    if not address or sent.is_in_quarantine:
        return False
    url = settings.BASE_URL + reverse("desk_request", args=[sent.pk])
    send(name, address, sent, sent.email, url=url, **more)
    return True


def send(
    name: str,
    to: str,
    sent: ConsultationRequest,
    reply_to: str,
    language: str = "de",
    **more: Any,
) -> None:
    with override(language):
        told = answers(sent)
    context = {"request": sent, "answers": told, "home": home_of(sent), **more}
    folder = "consultations/mails"
    templates = [f"{folder}/{name}.{language}.txt", f"{folder}/{name}.txt"]
    with about(sent.edition, reply_to):
        mails.send(templates, to, language=language, **context)


def home_of(sent: ConsultationRequest) -> Any:
    return home_type().objects.get(locale__language_code=sent.of_edition.locale_code())
