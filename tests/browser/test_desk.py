"""Staff find a request, say where it stands, and look after what is in quarantine."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import AXE, RULES, RUN_AXE
from tests.browser.steps import WIDER_THAN_THE_WINDOW, log_in
from tests.factories.desk import LIST, request_in, url
from tests.threads import at_once


def look(page):
    assert not page.evaluate(WIDER_THAN_THE_WINDOW)
    page.evaluate(AXE)
    assert page.evaluate(RUN_AXE, RULES)["violations"] == []


@pytest.mark.parametrize("width", [390, 1280])
def test_staff_change_the_state_of_a_request(width, transactional_db, page):
    def arrive():
        made = [request_in(days=-1), request_in(days=3, municipality="Gemeinde Beispielhausen")]
        return [*made, request_in(days=0), request_in(suspicions="links,words")]

    [made] = at_once(arrive)
    page.set_viewport_size({"width": width, "height": 900})
    log_in(page, "redaktion-nrw@example.org")
    expect(page.get_by_role("link", name="Eine Anfrage ist überfällig")).to_be_visible()
    page.goto(LIST)
    look(page)
    page.get_by_role("link", name=made[0].spelled_reference).click()
    expect(page.get_by_role("heading", name="Das Anliegen")).to_be_visible()
    look(page)
    page.get_by_label("Neuer Stand").select_option("in Klärung")
    page.get_by_role("button", name="Stand speichern").click()
    expect(page.get_by_text("Der neue Stand ist gespeichert.")).to_be_visible()
    page.goto(url(made[3]))
    look(page)
    page.get_by_role("link", name="Werbung: löschen").click()
    expect(page.get_by_text("endgültig gelöscht")).to_be_visible()
    look(page)


@pytest.mark.parametrize("width", [390, 1280])
def test_staff_take_a_request_on_the_telephone_and_answer_with_a_template(
    width, transactional_db, page
):
    page.set_viewport_size({"width": width, "height": 900})
    log_in(page, "redaktion-nrw@example.org")
    page.goto(LIST)
    page.get_by_role("link", name="Anfrage am Telefon aufnehmen").click()
    expect(page.get_by_label("Kommune")).to_be_visible()
    look(page)
    page.get_by_label("Kommune").fill("Bonn")
    page.get_by_label("Name").fill("Erika Beispiel")
    page.get_by_label("E-Mail").fill("erika@stadt-bonn.example")
    page.get_by_label("Anliegen").fill("Sucht Beratung zu einer Partnerschaft mit Ghana.")
    page.get_by_role("button", name="Anfrage speichern").click()
    expect(page.get_by_text("Die Anfrage ist gespeichert.")).to_be_visible()
    page.get_by_label("Vorlage").select_option("Gespräch vorschlagen")
    page.get_by_role("button", name="Vorlage einsetzen").click()
    expect(page.get_by_label("Ihre Antwort")).to_have_value(
        re.compile("^Guten Tag Erika Beispiel,")
    )
    look(page)
    page.get_by_role("button", name="Antwort senden").click()
    expect(page.get_by_text("Ihre Antwort ist unterwegs.")).to_be_visible()
    expect(page.get_by_text("Das Team hat geantwortet.")).to_be_visible()
    page.get_by_role("link", name="Übergabeblatt an die SKEW").click()
    expect(page.get_by_role("heading", name="Übergabe an die SKEW")).to_be_visible()
    look(page)
