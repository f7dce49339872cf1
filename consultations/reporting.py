"""Barriers, feedback and interest arrive: stored with their mails in one transaction."""

import hashlib
import secrets
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from consultations.models import Interest, Report
from consultations.once import once
from consultations.promise import month_after
from consultations.report_forms import BarrierForm, FeedbackForm, InterestForm
from consultations.sent_form import SentForm
from consultations.spam import EMAIL, MARKUP, PHONE, SHORTENED, URL, Message, suspicions
from editions.homes import home_type
from editions.registry import Edition, parse_path
from miglobe_site.accounts.throttle import client_range, count, too_often
from miglobe_site.outbox import mails
from miglobe_site.outbox.backend import about

#: Sent from one address within an hour, after which the next wait in quarantine.
MOST_BEFORE_QUARANTINE = 20
#: The same feedback from one address within this time is a second press of the button.
SAME = timedelta(minutes=10)
#: Why something is suspicious that has no text.
WITHOUT_TEXT = {"trap", "speed", "links"}
LINKS = (URL, SHORTENED)
WAYS_OUT = (*LINKS, EMAIL, PHONE)
#: Why a text is suspicious only where it leads somewhere: what does not work is often a “Video”, is
#: read aloud again and again, and makes people angry.
LEADING = {"words", "capitals", "letters"}


def take_barrier(form: BarrierForm, request: HttpRequest) -> Report:
    def store() -> Report:
        report = form.save(commit=False)
        report.kind = Report.Kind.BARRIER
        report.edition = edition_of(report.page)
        report.sent_digest = form.digest
        report.due = month_after(timezone.localdate())
        report.suspicions = why_suspicious(
            "barrier", form, request, report.text, email=report.email
        )
        report.save()
        tell_of_barrier(report)
        return report

    return once(Report, form.digest, store)


def take_feedback(form: FeedbackForm, request: HttpRequest) -> None:
    """The form stands on pages that are the same for everybody, and so has no key of its own.

    The count and the row stand or fall together.
    """
    answer = form.cleaned_data
    told = repr([answer["page"], answer["helpful"], answer["text"]])
    who = f"{client_range(request)}:{hashlib.sha256(told.encode()).hexdigest()}"
    with transaction.atomic():
        if count("same-feedback", who, SAME) > 1:
            return
        report = form.save(commit=False)
        report.kind = Report.Kind.FEEDBACK
        report.edition = edition_of(report.page)
        report.helpful = answer["helpful"]
        report.sent_digest = secrets.token_hex(32)
        report.suspicions = why_suspicious("feedback", form, request, report.text)
        report.save()


def take_interest(form: InterestForm, request: HttpRequest) -> Interest:
    def store() -> Interest:
        interest = form.save(commit=False)
        interest.sent_digest = form.digest
        typed = {"email": interest.email, "name": interest.name}
        typed["municipality"] = interest.municipality
        interest.suspicions = why_suspicious("interest", form, request, interest.text, **typed)
        interest.save()
        tell_of_interest(interest)
        return interest

    return once(Interest, form.digest, store)


def why_suspicious(kind: str, form: SentForm, request: HttpRequest, text: str, **typed: str) -> str:
    """Reasons for the quarantine, "" for none; ``kind``: of what is counted for itself.

    Without a text, only some of them count; names of elements are no markup where nothing leads to
    another site.
    """
    fields = {"municipality": "", "name": "", "email": ""} | typed
    message = Message(
        **fields,
        concern=without_own_links(text),
        seconds=form.seconds,
        trap=form.cleaned_data["website"],
    )
    if not any(link.search(message.text) for link in LINKS):
        message = replace(message, concern=MARKUP.sub(" ", message.text))
    reasons = suspicions(message)
    if not text:
        reasons = [each for each in reasons if each in WITHOUT_TEXT]
    elif not any(way.search(message.text) for way in WAYS_OUT):
        reasons = [each for each in reasons if each not in LEADING]
    many = too_often(request, f"send-{kind}", MOST_BEFORE_QUARANTINE)
    return ",".join([*reasons, *(["many"] if many else [])])[:200]


def without_own_links(text: str) -> str:
    """Leave out links to this site."""
    own = urlsplit(settings.BASE_URL).netloc.lower()
    return URL.sub(lambda link: " " if link[1].lower().rstrip(".:,;") == own else link[0], text)


def edition_of(page: str) -> str:
    """The key of the edition that a page belongs to, "" for one that was never opened."""
    _language, edition = parse_path(page)
    return edition.key if edition and german_homes(edition).exists() else ""


def german_homes(edition: Edition) -> Any:
    return home_type().objects.filter(locale__language_code=edition.locale_code())


def tell_of_barrier(report: Report) -> None:
    """Tell who looks after the edition's accessibility; the answer goes to who has written."""
    if not report.is_in_quarantine:
        send_barrier(report)


def remind_of_barrier(report: Report) -> bool:
    """Return whether there was an address to write to."""
    return send_barrier(report, reminds=True)


def send_barrier(report: Report, *, reminds: bool = False) -> bool:
    url = settings.BASE_URL + reverse("desk_barrier", args=[report.pk])
    return send("barrier", address_for(report), report, report=report, url=url, reminds=reminds)


def address_for(report: Report) -> str:
    """Who answers what is wrong with a page: "" where nobody is named.

    In an archived edition that is the administration: nobody else may.
    """
    if report.of_edition is None:
        return settings.REPLY_TO_EMAIL
    home = german_homes(report.of_edition).get()
    own = home.accessibility_contact or home.email or home.request_email
    if home.offer_status == home.OfferStatus.ARCHIVED:
        return settings.REPLY_TO_EMAIL or own
    return own or settings.REPLY_TO_EMAIL


def tell_of_interest(interest: Interest) -> None:
    """Tell the administration, if there is an address that it reads."""
    if not interest.is_in_quarantine:
        url = settings.BASE_URL + reverse("desk_interests")
        send("interest", settings.REPLY_TO_EMAIL, interest, interest=interest, url=url)


def send(name: str, address: str, sent: Report | Interest, **context: Any) -> bool:
    if address:
        with about(sent.edition, sent.email):
            mails.send(f"consultations/mails/{name}.txt", address, **context)
    return bool(address)
