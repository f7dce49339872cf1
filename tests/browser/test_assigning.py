"""Staff ask an advisor, who agrees on a telephone without JavaScript; the official reads it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from consultations import assigning, official
from members.models import MemberPage
from miglobe_site.outbox import sender
from tests import mail_server
from tests.browser.axe import AXE, RULES, RUN_AXE
from tests.browser.steps import WIDER_THAN_THE_WINDOW, log_in
from tests.factories.desk import asked, request_in, url
from tests.factories.my_profile import ADDRESS, PASSWORD, account_of
from tests.factories.profiles import Entry, make
from tests.threads import at_once

PHONE = {"width": 390, "height": 800}
ADVISOR = "zoe@example.org"


def arrive():
    [page] = make([Entry(last_name="Passend", topics=["agenda-2030"])])
    MemberPage.objects.filter(pk=page.pk).update(email=ADVISOR)
    return request_in(concern="Wir wollen die Agenda 2030 in unserer Stadt verankern.")


def look(page, path):
    """Look at a page at the width of a telephone and of a desk, with axe."""
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(path)
        assert not page.evaluate(WIDER_THAN_THE_WINDOW), (path, width)
        page.evaluate(AXE)
        assert page.evaluate(RUN_AXE, RULES)["violations"] == [], (path, width)


@pytest.fixture
def mailbox(settings):
    with mail_server.running(settings) as server:
        yield server


def test_asked_agreed_and_read(transactional_db, browser, page, live_server, mailbox):
    [sent] = at_once(arrive)
    page.set_viewport_size({"width": 1280, "height": 900})
    log_in(page, "redaktion-nrw@example.org")
    page.goto(url(sent))
    page.get_by_role("button", name="Anfragen Zoë Passend").first.click()
    expect(page.get_by_text("Die Anfrage ist als Mail unterwegs.")).to_be_visible()
    look(page, url(sent))
    at_once(sender.run)

    [mail] = [each for each in mailbox.kept if each["To"] == ADVISOR]
    link = "/" + ADDRESS.search(mail.get_body(("plain",)).get_content())[0].split("/", 3)[3]
    look(page, link)
    phone = browser.new_context(
        locale="de-DE", base_url=live_server.url, viewport=PHONE, java_script_enabled=False
    ).new_page()
    phone.goto(link)
    expect(phone.get_by_text("Erika Beispiel")).to_have_count(0)
    phone.get_by_role("button", name="Zusagen").click()
    expect(phone.get_by_text("Erika Beispiel")).to_be_visible()
    phone.get_by_label("Tag").fill(f"{timezone.localdate().year + 1}-07-01")
    phone.get_by_label("Beginn").fill("14:30")
    phone.get_by_label("Ort oder Link").fill("Rathaus, Zimmer 7")
    phone.get_by_role("button", name="Termin speichern").click()
    expect(phone.get_by_text("Der Termin ist gespeichert.")).to_be_visible()
    with phone.expect_download() as download:
        phone.get_by_role("link", name="In den Kalender").click()
    assert download.value.suggested_filename == "termin.ics"
    assert phone.context.cookies() == []
    look(page, link)

    phone.goto(sent.status_path)
    expect(phone.get_by_text("Zoë Passend hat zugesagt und berät Sie.")).to_be_visible()
    expect(phone.get_by_text("Rathaus, Zimmer 7")).to_be_visible()
    phone.context.close()
    look(page, sent.status_path)
    look(page, url(sent))
    expect(page.get_by_text("hat zugesagt am")).to_be_visible()


def asked_by_staff():
    """A question to an advisor with an account, and the page of it in Mein Profil."""
    sent = arrive()
    page = MemberPage.objects.get(last_name="Passend")
    account_of(page, ADVISOR)
    question = asked(sent, page, ADVISOR)
    return question, f"/mein-profil/anfragen/{sent.reference}/"


def log_in_as_advisor(page):
    page.goto("/mein-profil/anmelden/")
    page.locator("input[name=username]").fill(ADVISOR)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/mein-profil/")


def test_in_mein_profil_until_it_is_over(transactional_db, browser, page, live_server, problems):
    [(question, own)] = at_once(asked_by_staff)
    log_in_as_advisor(page)
    look(page, own)
    page.get_by_role("button", name="Zusagen").click()
    expect(page.get_by_text("Erika Beispiel")).to_be_visible()
    look(page, own)
    at = timezone.now() + timedelta(days=30)
    at_once(lambda: assigning.agree(question, at, "https://video.example.org/" + "raum-7/" * 20))
    look(page, own)
    look(page, question.path)

    desk = browser.new_context(locale="de-DE", base_url=live_server.url).new_page()
    log_in(desk, "redaktion-nrw@example.org")
    desk.goto(url(question.request))
    desk.get_by_role("button", name="Anfrage zurücknehmen").click()
    expect(desk.get_by_text("Ein Gespräch ist vereinbart: Zoë Passend")).to_be_visible()
    look(desk, url(question.request, f"advisors/{question.pk}/recall"))
    look(desk, url(question.request))
    desk.context.close()

    page.set_viewport_size(PHONE)
    page.goto(question.path)
    page.get_by_label("Warum? (freiwillig)", exact=True).fill("Ich bin leider krank.")
    page.get_by_role("button", name="Doch absagen").click()
    expect(page.get_by_text("Sie haben abgesagt.")).to_be_visible()
    look(page, question.path)
    look(page, own)

    assert at_once(lambda: ask_again(question)) == [True]
    assert page.goto(question.path).status == 410
    expect(page.get_by_role("heading", name="Diese Anfrage ist erledigt")).to_be_visible()
    look(page, question.path)
    problems[:] = [each for each in problems if "status of 410" not in each]
    at_once(lambda: official.withdraw(question.request))
    look(page, own)


def ask_again(question):
    return assigning.ask(question.request, question.profile, question.name, None, again=True)
