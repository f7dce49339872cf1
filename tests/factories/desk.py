"""Requests as the form stores them, for the desk."""

import secrets
from datetime import timedelta

from django.utils import timezone

from consultations import assigning
from consultations.choices import Step
from consultations.models import ConsultationRequest, RequestEvent, WishedAdvisor
from members.models import MemberPage
from miglobe_site.outbox.models import Mail
from tests.site import visible_text

CONCERN = "Wir möchten unsere Beschaffung fair gestalten und suchen dafür Rat."
LIST = "/admin/requests/"
OFFICIAL, ADVISOR = "erika@musterstadt.example", "beraterin@example.org"


def request_in(edition="nrw", *, days=2, wished=(), **values):
    """A request that has arrived; ``days``: in how many the answer is promised."""
    given = {
        "municipality": "Musterstadt",
        "name": "Erika Beispiel",
        "email": "erika@musterstadt.example",
        "phone": "0211 4711",
        "role": "Amt für Beschaffung",
        "period": "im Frühjahr",
        "concern": CONCERN,
        "locale_code": f"de-x-{edition}",
    }
    sent = ConsultationRequest.objects.create(
        edition=edition,
        sent_digest=secrets.token_hex(16),
        promised_for=timezone.localdate() + timedelta(days=days),
        **given | values,
    )
    RequestEvent.objects.create(request=sent, step=Step.ARRIVED)
    for page in wished:
        WishedAdvisor.objects.create(request=sent, profile=page.translation_key, name=page.name)
    return sent


def asked(sent, page, email=ADVISOR, **values):
    """A question to an advisor of an edition, who reads mail at an address."""
    MemberPage.objects.filter(pk=page.pk).update(email=email)
    assert assigning.ask(sent, page.translation_key, page.name, None)
    mine = sent.assignments.filter(profile=page.translation_key)
    mine.update(**values) if values else None
    return mine.get()


def agreed(sent, page):
    """A question to an advisor who has agreed; the mails so far are forgotten."""
    question = asked(sent, page)
    assigning.accept(question)
    Mail.objects.all().delete()
    question.refresh_from_db()
    return question


def url(sent, action=""):
    return f"{LIST}{sent.pk}/{action and f'{action}/'}"


def form(sent, action):
    return f"form[action='{url(sent, action)}']"


def fresh(sent):
    return ConsultationRequest.objects.get(pk=sent.pk)


def status_text(client, sent):
    """What the official reads."""
    return visible_text(client.get(sent.status_path))
