"""What axe-core finds on one page of each type, in both editions, at two widths and schemes."""

import pytest

from tests.browser.axe import AXE, RULES, RULES_ON_COLORS, findings
from tests.site import login

WIDTHS = [320, 1280]
SCHEMES = {"light": RULES, "dark": RULES_ON_COLORS}


@pytest.fixture
def paths(every_page, live_server, context, client):
    login(client, "admin@example.org")
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    return [*every_page, "/admin/components/"]


def test_axe_finds_nothing(paths, page, problems):
    found = []
    for path in paths:
        page.goto(path)
        page.evaluate(AXE)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            for scheme, rules in SCHEMES.items():
                page.emulate_media(color_scheme=scheme)
                found += [
                    f"{path} at {width} px, {scheme}: {text}" for text in findings(page, rules)
                ]
    problems[:] = [problem for problem in problems if "/gibt-es-nicht/" not in problem]
    assert len(paths) > 20
    assert not found, "\n".join(found)


def test_axe_finds_planted_mistakes(page):
    page.goto("/nrw/")
    page.evaluate(AXE)
    page.evaluate("document.querySelector('h1').outerHTML = '<h5>a</h5><button></button>'")
    page.evaluate("document.querySelector('.lead').style.color = 'silver'")
    page.set_viewport_size({"width": 320, "height": 800})
    found = " ".join(findings(page))
    for part in ("button-name", "page-has-heading-one", "contrast"):
        assert part in found
