"""Barriers, feedback and interest as the forms store them, for the desk."""

import secrets
from datetime import timedelta

from django.utils import timezone

from consultations.models import Interest, Report

TEXT = "Mit der Tastatur komme ich nicht in das Menü."


def barrier_in(edition="nrw", *, days=20, **values):
    """A barrier; ``days``: in how many it is due."""
    given = {
        "page": f"/{edition}/miglobe/" if edition else "/",
        "text": TEXT,
        "email": "erika@musterstadt.example",
        "due": timezone.localdate() + timedelta(days=days),
    }
    return report_in(Report.Kind.BARRIER, edition, **given | values)


def feedback_in(edition="nrw", **values):
    given = {"page": f"/{edition}/miglobe/", "text": "Es fehlt ein Beispiel.", "helpful": False}
    return report_in(Report.Kind.FEEDBACK, edition, **given | values)


def report_in(kind, edition, **values):
    digest = secrets.token_hex(32)
    return Report.objects.create(kind=kind, edition=edition, sent_digest=digest, **values)


def interest_in(state="he", **values):
    given = {
        "municipality": "Gießen",
        "name": "Erika Beispiel",
        "email": "erika@giessen.example",
        "text": "Wir suchen Rat für eine Partnerschaft.",
    }
    digest = secrets.token_hex(32)
    return Interest.objects.create(state=state, sent_digest=digest, **given | values)
