"""Mein Profil on a telephone: from the invitation in the mailbox to the changed public page."""

import pytest
from django.db import connection

from miglobe_site.outbox import sender
from tests import mail_server
from tests.browser.axe import AXE, RULES, RUN_AXE
from tests.browser.steps import WIDER_THAN_THE_WINDOW, log_in
from tests.factories.my_profile import ADDRESS, PASSWORD
from tests.factories.photos import photo
from tests.threads import at_once

PAGES = [
    "",
    "ueber-mich/",
    "themen/",
    "erreichbarkeit/",
    "foto/",
    "sichtbarkeit/",
    "daten/",
    "konto/",
    "anfragen/",
]
PHONE = {"width": 390, "height": 800}
NEW = "Ich bringe Räte, Vereine und Verwaltung zusammen."


@pytest.fixture
def mailbox(settings):
    """What a real mail server has received."""
    with mail_server.running(settings) as server:
        yield server.kept


def path_in(mailbox, address):
    """The path in the mail to an address, once the sender has done its work."""
    at_once(sender.run)
    [message] = [each for each in mailbox if each["To"] == address]
    body = message.get_body(("plain",)).get_content()
    return "/" + ADDRESS.search(body)[0].split("/", 3)[3]


def number_of_kofi():
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM wagtailcore_page WHERE slug = 'kofi-sonnberg'")
        return cursor.fetchone()[0]


def problems_of(page):
    """What axe finds, and which pages are wider than a narrow telephone."""
    found = []
    page.set_viewport_size({"width": 320, "height": 700})
    for name in PAGES:
        page.goto(f"/mein-profil/{name}")
        page.evaluate(AXE)
        for violation in page.evaluate(RUN_AXE, RULES)["violations"]:
            found += [(name, violation["id"], node["html"]) for node in violation["nodes"]]
        if page.evaluate(WIDER_THAN_THE_WINDOW):
            found.append((name, "too wide"))
    return found


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_the_invitation_to_the_changed_page(
    scripts, transactional_db, browser, live_server, mailbox
):
    pk = number_of_kofi()
    desk = browser.new_context(locale="de-DE", base_url=live_server.url).new_page()
    log_in(desk, "redaktion-nrw@example.org")
    desk.goto(f"/admin/members/{pk}/account/")
    desk.get_by_label("E-Mail-Adresse").fill("kofi@example.org")
    desk.get_by_role("button", name="Einladung senden").click()
    desk.get_by_text("Die Einladung ist unterwegs").wait_for()

    phone = browser.new_context(
        locale="de-DE", base_url=live_server.url, viewport=PHONE, java_script_enabled=scripts
    ).new_page()
    phone.goto(path_in(mailbox, "kofi@example.org"))
    phone.get_by_label("Passwort", exact=True).fill(PASSWORD)
    phone.get_by_label("Passwort, noch einmal").fill(PASSWORD)
    phone.get_by_role("button", name="Passwort festlegen und weiter").click()
    phone.get_by_role("link", name="Über mich").click()
    phone.get_by_label("Kurzvorstellung").fill(NEW)
    phone.get_by_role("button", name="Speichern").click()
    phone.get_by_text("Gespeichert, die Redaktion prüft es jetzt").wait_for()
    phone.get_by_role("link", name="Foto").click()
    image = {"name": "ich.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    phone.get_by_label("Neues Bild").set_input_files(image)
    phone.get_by_label("Wer hat das Bild gemacht?").fill("privat")
    phone.get_by_role("button", name="Speichern").click()
    phone.get_by_role("button", name="Auf das Gesicht tippen").click(position={"x": 168, "y": 48})
    phone.get_by_text("Der Ausschnitt ist gesetzt.").wait_for()
    if scripts:
        assert problems_of(phone) == []

    desk.goto("/admin/")
    desk.get_by_role("link", name="Vergleichen").first.click()
    desk.get_by_text("Vereine und Verwaltung").first.wait_for()
    desk.goto(f"/admin/pages/{pk}/edit/")
    desk.get_by_role("button", name="Weitere Aktionen").or_(
        desk.locator("footer [data-w-dropdown-target='toggle']")
    ).first.click()
    desk.get_by_role("button", name="Freigeben und Veröffentlichen").first.click()
    desk.get_by_text("wurde aktualisiert").first.wait_for()

    visitor = browser.new_context(base_url=live_server.url).new_page()
    visitor.goto("/nrw/mitglieder/kofi-sonnberg/")
    assert NEW in visitor.locator("main").inner_text()
    image = visitor.locator(".profile .portrait img")
    assert "portraet" in image.get_attribute("src")
    assert image.evaluate("image => image.complete && image.naturalWidth") == 480
    for page in (desk, phone, visitor):
        page.context.close()
