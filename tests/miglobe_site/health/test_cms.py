"""The state of the website in the CMS: for the administration, in German."""

import pytest
from django.core.mail import send_mail
from wagtail import hooks

from miglobe_site.health.models import Run
from miglobe_site.health.words import label_of
from miglobe_site.management.commands.daily import PARTS, send_mails
from miglobe_site.outbox import sender
from tests.factories.health import run_of
from tests.german import english_in
from tests.site import login, soup, visible_text

STATE = "/admin/state/"
PART = "consultations.retention.forget_old"


def test_every_part_of_the_daily_run_has_a_german_name():
    for work in [*PARTS, *hooks.get_hooks("daily"), send_mails]:
        name = f"{work.__module__}.{work.__qualname__}"
        assert label_of(name) != name


def test_all_is_well(admin):
    run_of(parts={PART: ""})
    response = admin.get(STATE)
    text = visible_text(response)
    assert text.count("in Ordnung") == 6 and "bitte nachsehen" not in text
    assert "Er lief zuletzt am" in text and "Personendaten alter Anfragen löschen" in text
    assert english_in(response) == []
    assert "Zustand der Website" not in panels(admin)


def test_what_is_not_well_stands_on_the_start_page_and_leads_to_the_page(admin, server):
    run_of(hours=40, parts={PART: "ValueError"})
    server.fault = "550"
    send_mail("Ihre Einladung", "Text", None, ["amina@example.org"])
    sender.run()
    start = panels(admin)
    assert "Mail: bitte nachsehen." in start and "Täglicher Lauf: bitte nachsehen." in start
    assert soup(admin.get("/admin/")).find("a", href=STATE, string="Zum Zustand der Website")
    response = admin.get(STATE)
    text = visible_text(response)
    assert "Eine Mail konnte nicht zugestellt werden." in text and "Zum Postausgang" in text
    assert "Ein Teil ist fehlgeschlagen." in text and "(ValueError)" in text
    assert english_in(response) == [] and "amina" not in response.content.decode()


def test_missing_run_is_said(admin):
    run_of(hours=40)
    run_of(Run.Kind.BACKUP, hours=40)
    response = admin.get(STATE)
    text = visible_text(response)
    assert "Er fehlt: Er sollte jeden Tag laufen." in text
    assert "Die letzte ist vom" in text and "Die nächste fehlt." in text
    assert english_in(response) == []


@pytest.mark.parametrize("name", ["redaktion-nrw", "mitarbeit-bw"])
def test_staff_see_nothing_of_it(name, visitor):
    run_of(hours=40)
    client = login(visitor, f"{name}@example.org")
    assert "Zustand der Website" not in client.get("/admin/").content.decode()
    response = client.get(STATE)
    assert response.status_code == 302 and response["Location"] == "/admin/"


def test_nobody_without_a_login(visitor):
    assert visitor.get(STATE)["Location"].startswith("/admin/login/")


def panels(client):
    return " ".join(
        panel.get_text(" ", strip=True) for panel in soup(client.get("/admin/")).select(".w-panel")
    )
