"""What the staff of an edition fill in before its legal pages go live."""

import json

from home.legal_rules import GAP
from home.models import LegalPage
from tests.factories.copies import publish

SETTINGS = {
    "provider": "Beispielträger gGmbH",
    "address": "Beispielweg 1\n60001 Frankfurt am Main",
    "email": "kontakt@example.org",
    "imprint_represented_by": "Erika Muster",
    "imprint_responsible": "Max Beispiel, Beispielweg 1",
    "accessibility_contact": "barriere@example.org",
    "enforcement_body": "Schlichtungsstelle BGG\nMauerstraße 53, 10117 Berlin",
}


def publish_settings(home, **changes):
    """Publish a start page with all that legal pages show; return it."""
    return publish(home, **{**SETTINGS, **changes})


def fill_gaps(page):
    """Return the draft of a legal page with its gaps filled."""
    draft = page.get_latest_revision_as_object()
    text = json.dumps(draft.body.get_prep_value(), ensure_ascii=False)
    draft.body = GAP.sub("Steht hier.", text)
    return draft


def publish_legal_page(home, kind="imprint"):
    """Publish a legal page of an edition with its settings and gaps filled; return it."""
    publish_settings(home)
    page = LegalPage.objects.child_of(home).get(kind=kind)
    fill_gaps(page).save_revision().publish()
    return LegalPage.objects.get(pk=page.pk)
