"""What is kept for staff of the reports that visitors send, and what goes through."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from consultations.models import Interest, Report
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


class TestHaste:
    """As the site measures it; all other tests take their time."""

    @pytest.fixture
    def unhurried(self):
        """Leave the time as it is."""

    @pytest.fixture
    def after(self, monkeypatch):
        """Send a form some seconds after it was shown."""

        def send(visitor, form, seconds, **changes):
            then = timezone.now() + timedelta(seconds=seconds)
            with monkeypatch.context() as later:
                later.setattr("consultations.sent_form.timezone.now", lambda: then)
                data = form.data | {name: [value] for name, value in changes.items()}
                assert visitor.post(form.action, data).status_code == 302

        return send

    @pytest.mark.parametrize(("address", "typed", "model", "name"), [
        (ADDRESS, {"text": "Das Menü geht nicht auf."}, Report, "text"),
        ("/interesse/", {"state": "he", "municipality": "Fulda"}, Interest, "municipality"),
    ])  # fmt: skip
    def test_of_programs_waits_and_people_go_through(
        self, address, typed, model, name, visitor, after, site
    ):
        form = filled_in(visitor, address, typed, form=FORM)
        after(visitor, form, 0)
        after(visitor, form, 30, **{name: "Bad Hersfeld"})
        after(visitor, form, 0, **{name: "Melsungen", "shown": "forged"})
        found = model.objects.order_by("pk").values_list("suspicions", flat=True)
        assert list(found) == ["speed", "", ""]

    def test_of_who_taps_at_once_is_not_known(self, visitor, after, site):
        """The form at the end of a page is the same for everybody, and tells no time."""
        form = filled_in(visitor, "/nrw/miglobe/", button="Ja", form=".feedback")
        assert "shown" not in form.data
        after(visitor, form, 0)
        assert Report.objects.get().suspicions == ""
