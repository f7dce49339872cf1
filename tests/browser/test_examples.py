"""Practice examples on paper, and the map as a way to them."""

import json
import re

from tests.examples import full_draft, publish, text

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


def test_dot_on_the_map_leads_to_its_example(page):
    page.goto("/nrw/praxisbeispiele/")
    page.locator('.state-outline a[href*="solingen"]').click()
    page.wait_for_url("**/solingen-leben-braucht-vielfalt/")
    assert "Solingen" in page.locator("h1").inner_text()
