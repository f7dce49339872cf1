"""Requests of some day, with what became of them."""

from datetime import datetime, timedelta

from django.utils import timezone

from consultations.choices import State, Step
from consultations.models import ConsultationRequest
from miglobe_site.municipalities.models import Municipality
from tests.factories.desk import request_in

YEAR = "/admin/requests/year/"


def moment(text):
    """A time as the clocks in Germany show it."""
    return timezone.make_aware(datetime.fromisoformat(text), timezone.get_default_timezone())


def asked_on(when, edition="nrw", *, promised=7, became=(), town="", user=None, **values):
    """A request that arrived at a time.

    ``promised``: after how many days an answer was; ``became``: [(days later, state), …], where
    "answered" is no state but an answer.
    """
    at = moment(when)
    if town:
        values |= {"municipality": town, "town": Municipality.objects.get(name=town)}
    sent = request_in(edition, created_at=at, **values)
    sent.events.update(at=at)
    new = {"promised_for": at.date() + timedelta(days=promised)}
    for days, state in became:
        then = at + timedelta(days=days)
        if state == Step.ANSWERED:
            sent.events.create(step=Step.ANSWERED, at=then, user=user)
            new |= {"state": State.CLARIFYING, "answered_at": then}
            continue
        sent.events.create(step=Step.STATE, state=state, at=then, user=user)
        new |= {"state": state, "ended_at": then if State(state).is_over else None}
    ConsultationRequest.objects.filter(pk=sent.pk).update(**new)
    sent.refresh_from_db()
    return sent
