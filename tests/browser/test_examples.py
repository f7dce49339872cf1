"""Practice examples on screen and on paper, and under a private link."""

import json
import re

from examples import releases
from tests.browser.axe import AXE, findings
from tests.factories.examples import full_draft, publish, text

SENTENCE = "Verwaltung, Vereine und Beratende haben das gemeinsam vorbereitet und ausgewertet. "


def test_long_example_is_printed_on_two_pages(live_server, transactional_db, page):
    steps = {"steps": [{"heading": "Schritt", "text": SENTENCE * 2}] * 6}
    example = publish(
        full_draft(
            situation=text(SENTENCE * 6, 3),
            results=text(SENTENCE * 6, 3),
            lessons=text(SENTENCE * 6, 2),
            approach=json.dumps(
                [
                    {"type": "text", "value": text(SENTENCE * 6, 2)},
                    {"type": "steps", "value": steps},
                ]
            ),
        )
    )
    page.goto(example.url)
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 2
    page.emulate_media(media="print")
    for part in ("h1", ".example__facts", ".example__brief", ".quote", ".example__pictures img"):
        assert page.locator(part).first.is_visible(), part
    for part in (".request-band", ".example__neighbours", "nav"):
        assert not page.locator(part).first.is_visible(), part


def test_choice_changes_list_and_map_in_place(page):
    page.goto("/nrw/praxisbeispiele/")
    page.get_by_role("checkbox", name="Agenda 2030").check()
    page.get_by_text("1 Beispiel", exact=True).wait_for()
    assert page.locator(".state-outline a").count() == 1
    page.go_back()
    page.get_by_text("3 Beispiele", exact=True).wait_for()
    assert page.locator(".state-outline a").count() == 3


def test_axe_finds_nothing_under_a_private_link(live_server, transactional_db, page):
    _link, token = releases.make_link(full_draft(), None, days=7)
    found = []
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"/freigabe/{token}/")
        page.evaluate(AXE)
        found += findings(page)
        page.emulate_media(color_scheme="dark")
        found += findings(page)
    assert not found, "\n".join(found)
    page.get_by_label("Ihr Name").fill("Frau Muster")
    page.get_by_role("button", name="Freigegeben").click()
    page.get_by_text("von Frau Muster freigegeben").wait_for()
    assert page.context.cookies() == []


def test_dot_on_the_map_leads_to_its_example(page):
    page.goto("/nrw/praxisbeispiele/")
    page.locator('.state-outline a[href*="solingen"]').click()
    page.wait_for_url("**/solingen-leben-braucht-vielfalt/")
    assert "Solingen" in page.locator(".example__place").inner_text()
