"""What the demonstration needs: a page for requests in every edition, and requests to work on."""

import tomllib
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from consultations import retention
from consultations.choices import BY_OFFICIALS, State, Step, is_answer
from consultations.models import ConsultationRequest, RequestEvent, RequestPage, WishedAdvisor
from consultations.promise import WEEKEND, due
from editions.registry import EDITIONS, Edition
from examples.models import PracticeExamplePage
from home.models import HomePage
from members.models import MemberPage, Topic
from miglobe_site.municipalities.finding import find

REQUESTS = Path(__file__).with_name("demo_requests.toml")
#: How the references of all samples begin, which stay when the rest is forgotten.
MARK = "DEMX"
#: Working days within which the samples' editions promise an answer.
ANSWER_DAYS = 5
FIELDS = "reference municipality name asking role phone concern format period".split()


def load(say: Callable[[str], None], most: int | None) -> None:
    """Give editions that nobody can reach an address that does not exist, and open their page."""
    for page in RequestPage.objects.filter(live=False, locale__language_code__startswith="de-x-"):
        home = HomePage.objects.ancestor_of(page).get()
        if not home.can_be_reached:
            home.request_email = f"anfragen-{home.edition.key}@example.org"
            home.save_revision().publish()
        page.get_latest_revision_as_object().save_revision().publish()
        say(f"{home.edition}: requests go to {home.request_email}")


def load_requests(say: Callable[[str], None], most: int | None = None) -> None:
    """Make those of an edition's first ``most`` requests that it lacks; nobody gets a mail."""
    for key, entries in tomllib.loads(REQUESTS.read_text(encoding="utf-8")).items():
        edition = EDITIONS[key]
        if not RequestPage.objects.filter(locale__language_code=edition.locale_code()).exists():
            continue
        made = ConsultationRequest.objects.filter(reference__startswith=MARK)
        there = set(made.values_list("reference", flat=True))
        new = [entry for entry in entries[:most] if entry["reference"] not in there]
        for entry in new:
            make(edition, entry)
        say(f"{edition}: {len(new)} sample requests made")


def make(edition: Edition, entry: dict[str, Any]) -> None:
    """Store a request as if it had arrived some time ago, with all that happened since."""
    today = timezone.localdate()
    arrived = today - timedelta(days=entry["arrived"])
    example = PracticeExamplePage.objects.filter(
        slug=entry.get("example"), locale__language_code=edition.locale_code()
    ).first()
    sent = ConsultationRequest.objects.create(
        edition=edition.key,
        locale_code=edition.locale_code(),
        sent_digest=entry["reference"],
        created_at=moment(arrived, entry["at"]),
        promised_for=today if "due_today" in entry else due(arrived, ANSWER_DAYS, edition.key),
        suspicions=",".join(entry.get("quarantine", [])),
        town=find(entry["municipality"], edition.key),
        email=f"{entry['name'].lower().replace(' ', '.')}@example.org",
        example=example and example.translation_key,
        **{name: entry[name] for name in FIELDS if name in entry},
    )
    sent.topics.set(Topic.objects.filter(slug__in=entry.get("topics", [])))
    people = MemberPage.objects.filter(
        slug__in=entry.get("advisors", []), locale__language_code=edition.locale_code()
    )
    for person in people:
        WishedAdvisor.objects.create(request=sent, profile=person.translation_key, name=person.name)
    RequestEvent.objects.create(request=sent, at=sent.created_at, step=Step.ARRIVED)
    for event in entry.get("events", []):
        happen(sent, arrived, event)
    sent.save()
    if "forgotten" in entry:
        forget(sent)


def happen(sent: ConsultationRequest, arrived: date, entry: dict[str, Any]) -> None:
    """Store an event, and what it changes about its request."""
    day = arrived + timedelta(days=entry["after"])
    step = next(step for step in Step if step.value in entry)
    event = RequestEvent(request=sent, step=step, text=entry.get("text", ""))
    if step in BY_OFFICIALS:
        event.at = moment(day, entry["at"])
    else:
        event.at = moment(working_day(day), entry["at"])
        event.user = login(entry.get("by", "redaktion"), sent)
    if step == Step.STATE:
        event.state = sent.state = entry["state"]
    elif step == Step.WITHDRAWN:
        sent.state = State.WITHDRAWN
    elif step == Step.CHARGE:
        sent.in_charge = login(entry["charge"], sent)
        event.text = str(sent.in_charge or "–")
    else:
        event.text = entry[step.value]
    if step == Step.ANSWERED and sent.is_new:
        sent.state = State.CLARIFYING
    if is_answer(step, event.state):
        sent.answered_at = sent.answered_at or event.at
    event.save()
    sent.ended_at = event.at if State(sent.state).is_over else None


def forget(sent: ConsultationRequest) -> None:
    """Delete the personal data of a request, as the site had done when the time was over."""
    retention.forget(sent)
    at = sent.ended_at and sent.ended_at + retention.KEEP_PERSONAL_DATA + timedelta(days=1)
    ConsultationRequest.objects.filter(pk=sent.pk).update(forgotten_at=at)
    sent.events.filter(step=Step.FORGOTTEN).update(at=at)


def login(role: str, sent: ConsultationRequest) -> Any:
    """One of the edition's demonstration logins, None where there is none."""
    email = f"{role}-{sent.edition}@example.org"
    return get_user_model().objects.filter(email=email).first()


def working_day(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() >= WEEKEND else day


def moment(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at), timezone.get_default_timezone())
