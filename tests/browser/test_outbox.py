"""Mails do not get out: an editor sees it on the start page, and sends them again."""

import pytest
from django.core.mail import send_mail
from playwright.sync_api import expect

from miglobe_site.outbox import sender
from miglobe_site.outbox.backend import about
from tests import mail_server
from tests.browser.axe import AXE, RULES, RUN_AXE
from tests.browser.steps import WIDER_THAN_THE_WINDOW, log_in
from tests.threads import at_once

SUBJECT = "Ihr Zugang zu Ihrem Profil bei MiGlobe NRW"


def post_and_refuse(server):
    server.fault = "550"
    with about("nrw"):
        send_mail(SUBJECT, "Text", None, ["amina.lindenfeld@stadt-muenster.example.org"])
    sender.run()
    server.fault = "451"
    with about("nrw"):
        send_mail("Stimmt Ihr Profil bei MiGlobe NRW noch?", "Text", None, ["kofi@example.org"])
    sender.run()
    server.fault = ""


@pytest.mark.parametrize("width", [390, 1280])
def test_red_line_leads_to_the_outbox_where_mails_are_sent_again(
    width, transactional_db, page, settings
):
    page.set_viewport_size({"width": width, "height": 900})
    with mail_server.running(settings) as server:
        at_once(lambda: post_and_refuse(server))
        log_in(page, "redaktion-nrw@example.org")
        line = page.locator(".help-critical")
        expect(line).to_contain_text("Eine Mail konnte nicht zugestellt werden.")
        line.get_by_role("link", name="Zum Postausgang").click()
        expect(page.get_by_role("heading", name=SUBJECT)).to_be_visible()
        expect(
            page.get_by_text("Der Mailserver nimmt für diese Adresse keine Mail an.")
        ).to_be_visible()
        assert not page.evaluate(WIDER_THAN_THE_WINDOW)
        page.evaluate(AXE)
        assert page.evaluate(RUN_AXE, RULES)["violations"] == []
        page.get_by_role("button", name="Alle erneut senden").click()
        expect(page.get_by_text("2 Mails werden gesendet.")).to_be_visible()
        at_once(sender.run)
        page.get_by_role("link", name="Zugestellt", exact=True).click()
        expect(page.get_by_role("heading", name=SUBJECT)).to_be_visible()
        assert len(server.recipients) == 2
