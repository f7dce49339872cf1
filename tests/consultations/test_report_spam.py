"""What is kept for staff of the reports that visitors send, and what goes through."""

import pytest
from django.conf import settings

from consultations.models import Report
from miglobe_site.outbox.models import Mail
from tests.site import filled_in, submit

ADDRESS = "/barriere-melden/?seite=/nrw/miglobe/"
FORM = ".request-form"


@pytest.fixture
def report(visitor):
    def fill_in(**typed):
        return submit(visitor, ADDRESS, typed, form=FORM, follow=True)

    return fill_in


def test_spam_waits_for_staff(report, site):
    report(text="Best casino bonus, claim now: https://casino.example/win", email="")
    assert Report.objects.get().suspicions and not Mail.objects.exists()


@pytest.mark.parametrize("text", [
    "Das Menü geht nicht auf.",
    "Der Kontrast ist zu schwach, ich kann die graue Schrift nicht lesen.",
    "Bei 400 % Zoom ist der Knopf „Beratung anfragen“ nicht mehr zu sehen.",
    "Video ohne Untertitel!",
    "I cannot reach the menu with my keyboard.",
    "JAWS liest die Überschriften doppelt vor (Version 2025, Firefox 141).",
    "geht nicht",
    "Casino",
    "Das <img> im Kopf hat kein alt-Attribut.",
    'Der Link <a href="/nrw/"> hat keinen Namen',
    "Der Dialog <div role=dialog> fängt den Fokus nicht",
    f"Seite lädt: {settings.BASE_URL}/nrw/ ohne Fokus",
    f"Das <img> auf {settings.BASE_URL}/nrw/ hat kein alt-Attribut.",
    "Nav Nav Nav Nav wird vorgelesen",
    "GEHT NICHT MIT JAWS UND NVDA, BITTE",
])  # fmt: skip
def test_plain_reports_go_through(text, report, site):
    report(text=text, email="")
    assert Report.objects.get().suspicions == ""


@pytest.mark.parametrize("text", [
    '<a href="https://evil.example/">Hier klicken</a> und alles wird gut',
    f"Siehe {settings.BASE_URL}.evil.example/ und <b>mehr</b>",
    f"{settings.BASE_URL}@evil.example/",
    "BITTE RUFEN SIE UNS AN UNTER 0211 4711 4711",
])  # fmt: skip
def test_what_leads_elsewhere_waits(text, report, site):
    report(text=text, email="")
    assert Report.objects.get().suspicions


def test_many_of_another_kind_send_no_barrier_into_quarantine(report, visitor, site):
    feedback = filled_in(visitor, "/nrw/miglobe/", button="Ja", form=".feedback")
    for number in range(21):
        visitor.post(feedback.action, feedback.data | {"text": [f"Ein Wort {number}"]})
    assert Report.objects.feedback().filter(suspicions="many").count() == 1
    report(text="Das Menü geht nicht auf.", email="")
    assert Report.objects.barriers().get().suspicions == "" and Mail.objects.exists()
