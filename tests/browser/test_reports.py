"""Visitors report a barrier, register interest and say whether a page helps; staff see it."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import AXE, RULES, RUN_AXE
from tests.browser.steps import CUT_TEXTS, WIDER_THAN_THE_WINDOW, log_in
from tests.factories.reports import barrier_in, feedback_in, interest_in
from tests.threads import at_once


@pytest.fixture(params=[(390, False), (1280, True)], ids=["phone without script", "desktop"])
def visit(request, browser, live_server, transactional_db):
    """A page, and beside it one of the same width with scripts, for axe."""
    width, script = request.param
    options = {"base_url": live_server.url, "locale": "de-DE"}
    options["viewport"] = {"width": width, "height": 800}
    context = browser.new_context(java_script_enabled=script, **options)
    beside = browser.new_context(**options)
    for each in (context, beside):
        each.set_default_timeout(30_000)
    page = context.new_page()
    page.beside = beside.new_page()
    yield page
    assert context.cookies() == []
    context.close()
    beside.close()


def look(page):
    """Let axe read what the page shows; without scripts, its own would wait for ever."""
    assert page.evaluate(CUT_TEXTS) == []
    beside, html = page.beside, page.content()
    beside.route(page.url, lambda route: route.fulfill(body=html, content_type="text/html"))
    beside.goto(page.url)
    beside.unroute(page.url)
    beside.evaluate(AXE)
    assert beside.evaluate(RUN_AXE, RULES)["violations"] == []


def test_barrier_is_reported_from_the_footer(visit):
    visit.goto("/nrw/miglobe/")
    look(visit)
    visit.get_by_role("contentinfo").get_by_role("link", name="Barriere melden").click()
    expect(visit.get_by_role("heading", level=1)).to_have_text("Barriere melden")
    look(visit)
    visit.get_by_role("button", name="Senden").click()
    expect(visit.get_by_role("alert")).to_contain_text(
        "Bitte schreiben Sie, was nicht funktioniert."
    )
    look(visit)
    visit.get_by_label("Was funktioniert nicht?").fill("Das Menü geht mit der Tastatur nicht auf.")
    visit.get_by_role("button", name="Senden").click()
    expect(visit.get_by_role("heading", level=1)).to_have_text("Danke für Ihre Meldung")
    look(visit)
    visit.get_by_role("link", name="Zurück zur Seite").click()
    visit.wait_for_url("**/nrw/miglobe/")


def test_page_is_said_to_help(visit):
    visit.goto("/nrw/miglobe/")
    visit.get_by_text("Etwas dazu schreiben").click()
    visit.get_by_label("Was können wir verbessern?").fill("Ein Beispiel mehr.")
    look(visit)
    visit.get_by_role("button", name="Nein", exact=True).click()
    expect(visit.get_by_role("heading", level=1)).to_have_text("Danke für Ihre Rückmeldung")
    look(visit)
    visit.goto("/rueckmeldung/?seite=/nrw/miglobe/")
    visit.get_by_role("button", name="Ohne Ja oder Nein senden").click()
    expect(visit.get_by_role("alert")).to_contain_text("Bitte wählen Sie „Ja“ oder „Nein“")
    look(visit)


def test_interest_is_registered_from_the_map(visit):
    visit.goto("/")
    look(visit)
    visit.get_by_role("link", name="Hessen: Interesse vormerken").focus()
    visit.keyboard.press("Enter")
    expect(visit.get_by_label("Ihr Bundesland")).to_have_value("he")
    look(visit)
    visit.get_by_role("button", name="Interesse vormerken").click()
    expect(visit.get_by_role("alert")).to_contain_text("Bitte geben Sie an, welche Kommune")
    look(visit)
    visit.get_by_label("Ihre Kommune").fill("Gießen")
    visit.get_by_role("button", name="Interesse vormerken").click()
    expect(visit.get_by_role("heading", level=1)).to_have_text("Ihr Interesse ist vorgemerkt")
    look(visit)


@pytest.mark.parametrize("width", [390, 1280])
def test_staff_see_it(width, transactional_db, page):
    def arrive():
        feedback_in()
        interest_in()
        interest_in("by")
        return [barrier_in(days=-1), barrier_in(suspicions="links,words")]

    [made] = at_once(arrive)
    page.set_viewport_size({"width": width, "height": 900})
    log_in(page, "admin@example.org")
    expect(
        page.get_by_role("link", name="Die Antwort auf die Meldung einer Barriere ist")
    ).to_be_visible()
    paths = ["barriers/", "feedback/", "interest/"]
    for path in [*paths, *(f"barriers/{each.pk}/" for each in made)]:
        page.goto(f"/admin/{path}")
        assert not page.evaluate(WIDER_THAN_THE_WINDOW), path
        page.evaluate(AXE)
        assert page.evaluate(RUN_AXE, RULES)["violations"] == [], path
    page.goto(f"/admin/barriers/{made[0].pk}/")
    page.get_by_label("Was wurde getan?").fill("Das Menü ist repariert.")
    page.get_by_role("button", name="Als erledigt vermerken").click()
    expect(page.get_by_text("Als erledigt vermerkt.")).to_be_visible()
