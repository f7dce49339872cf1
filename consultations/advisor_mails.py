"""What advisors, officials and staff read by mail of a question to an advisor.

The question holds what an advisor needs to decide, and nothing of who has written.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from consultations import calendars, mails
from consultations.answers import contact, enough_to_decide
from consultations.models import Assignment
from editions.homes import in_german
from members.models import MemberPage
from miglobe_site.outbox.mails import Attachment


def address_of(profile: Any) -> str:
    """Where an advisor reads mail: the login of Mein Profil, else the internal address, or ""."""
    pages = MemberPage.objects.of_person(profile).filter(in_german()).select_related("account")
    page = pages.order_by("pk").first()
    if page is None:
        return ""
    account = page.account
    return (account.email if account and account.is_active else "") or page.email


def ask(assignment: Assignment) -> None:
    with override("de"):
        facts = enough_to_decide(assignment.request)
    to_advisor("asked", assignment, facts=facts, url=settings.BASE_URL + assignment.path)


def tell_staff(name: str, assignment: Assignment, **more: Any) -> None:
    """Tell the edition what an advisor has answered; its answer goes to the advisor."""
    home = mails.home_of(assignment.request).settings
    address = home.request_email or home.email
    url = settings.BASE_URL + reverse("desk_request", args=[assignment.request_id])
    if address:
        reply_to = address_of(assignment.profile)
        send(name, address, assignment, reply_to=reply_to, url=url, **more)


def confirm(assignment: Assignment, is_again: bool = False) -> None:
    """Send an advisor who has agreed how the official is reached, and the way back to the page.

    ``is_again``: the request was over, and is taken up again.
    """
    with override("de"):
        told = contact(assignment.request)
    url = settings.BASE_URL + assignment.path
    to_advisor("you_advise", assignment, contact=told, url=url, is_again=is_again)


def tell_of_date(assignment: Assignment, is_changed: bool) -> None:
    """Send an agreed date, or a changed one, to both."""
    more = {"is_changed": is_changed}
    with override("de"):
        files = attached(calendars.for_advisor(assignment), False)
    to_advisor("date", assignment, files, other=assignment.request.municipality, **more)
    to_official("date", assignment, other=assignment.name, **more)


def tell_that_it_is_over(name: str, assignment: Assignment, is_off: bool) -> None:
    """Tell an advisor that there is nothing to do any more; a talk ``is_off`` too."""
    with override("de"):
        files = attached(calendars.for_advisor(assignment, is_off), is_off) if is_off else []
    to_advisor(name, assignment, files, is_off=is_off)


def call_off(assignment: Assignment) -> None:
    """Tell the official that a talk does not take place."""
    to_official("date_off", assignment, is_off=True)


def attached(text: str, is_off: bool) -> list[Attachment]:
    return [(calendars.FILENAME, text, calendars.mimetype(is_off))]


def to_advisor(
    name: str, assignment: Assignment, files: Sequence[Attachment] = (), **more: Any
) -> None:
    if address := address_of(assignment.profile):
        send(name, address, assignment, files=files, **more)


def to_official(name: str, assignment: Assignment, is_off: bool = False, **more: Any) -> None:
    """Send a mail with the date, in the language of the request."""
    sent = assignment.request
    if sent.email:
        language = mails.language_of(sent)
        with override(language):
            files = attached(calendars.for_official(assignment, is_off), is_off)
        more |= {"language": language, "url": sent.status_url}
        send(name, sent.email, assignment, files=files, **more)


def send(
    name: str,
    to: str,
    assignment: Assignment,
    language: str = "de",
    reply_to: str = "",
    **more: Any,
) -> None:
    """Send a mail, whose answer goes to the edition unless ``reply_to`` says else."""
    sent = assignment.request
    reply_to = reply_to or mails.home_of(sent).settings.answers_go_to
    mails.send(f"advisor/{name}", to, sent, reply_to, language, advisor=assignment, **more)
