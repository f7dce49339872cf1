"""A page that two editions have: their staff at work in the CMS, in a real browser."""

import re

import pytest
from playwright.sync_api import expect
from wagtail.models import Page

from tests.browser.steps import WIDER_THAN_THE_WINDOW, log_in
from tests.factories.origins import (
    ADVICE,
    CLIMATE,
    OWN,
    SCHOOLS,
    copied,
    draft,
    fresh,
    origin_of,
    page_in,
    paragraphs,
    quote,
    text,
)

#: How many clicks it may take from the open editor.
MOST_CLICKS = 2
COUNT_CLICKS = """addEventListener("click", event => {
  if (event.isTrusted) sessionStorage.clicks = Number(sessionStorage.clicks || 0) + 1;
}, true)"""
#: Where a word stands in the first rich text of the editor.
PLACE = """word => {
  const walker = document.createTreeWalker(
    document.querySelector("[contenteditable=true]"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const start = walker.currentNode.nodeValue.indexOf(word);
    if (start < 0) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, start);
    range.setEnd(walker.currentNode, start + word.length);
    walker.currentNode.parentElement.scrollIntoView({ block: "center" });
    const { x, y, width, height } = range.getBoundingClientRect();
    return [x + width / 2, y + height / 2];
  }
}"""
TYPED = """text => [...document.querySelectorAll("input[name^=body-]")].some(
  field => field.value.includes(text))"""


@pytest.fixture
def as_user(browser, live_server, problems):
    """Open a page of the CMS in a session of one's own."""
    contexts = []

    def open_as(name):
        context = browser.new_context(
            locale="de-DE", base_url=live_server.url, viewport={"width": 1280, "height": 1000}
        )
        context.set_default_timeout(30_000)
        context.add_init_script(COUNT_CLICKS)
        context.on("weberror", lambda error: problems.append(f"Page error: {error.error}"))
        contexts.append(context)
        page = context.new_page()
        log_in(page, f"{name}@example.org")
        return page

    yield open_as
    for context in contexts:
        context.close()
    assert not problems, "\n".join(problems)


@pytest.fixture
def source(transactional_db):
    nrw = Page.objects.get(slug="nrw", depth=2).specific
    blocks = text(f"{ADVICE} {CLIMATE}", SCHOOLS), quote("So war es in Köln.")
    return page_in(nrw, *blocks, summary="Kurz gesagt.", title="Partnerschaften")


@pytest.fixture
def copy(source):
    """BW's copy, with another summary than NRW's."""
    page = draft(copied(source))
    page.summary = "So sagt es BW."
    page.save_revision().publish()
    return fresh(page)


def open_editor(cms, page):
    cms.goto(f"/admin/pages/{page.pk}/edit/")
    cms.locator("[contenteditable=true]").first.wait_for()


def type_over(cms, word, new):
    """Write another word in the text of the page."""
    place, before = cms.evaluate(PLACE, word), None
    while place != before:  # it scrolls there, and what stands above may still grow
        cms.wait_for_timeout(300)
        place, before = cms.evaluate(PLACE, word), place
    cms.mouse.dblclick(*place)
    cms.keyboard.type(new)
    cms.wait_for_function(TYPED, arg=new)


def publish(cms):
    cms.locator("footer [data-w-dropdown-target=toggle]").last.click()
    cms.get_by_role("button", name="Veröffentlichen").click()
    cms.get_by_text("wurde veröffentlicht").first.wait_for()


@pytest.fixture
def changed(source, copy, as_user):
    """NRW has typed another word, another summary and another quote, and published."""
    nrw = as_user("redaktion-nrw")
    open_editor(nrw, source)
    type_over(nrw, "besser", "schneller")
    nrw.locator("[name=summary]").fill("Neu gesagt in NRW.")
    nrw.locator("[name=body-1-value-text]").fill("So war es in Bonn.")
    publish(nrw)
    assert origin_of(copy).pending == 3
    return copy


def panel(cms):
    return cms.locator(".origin")


def clicks(cms, act):
    """Act and return the number of clicks."""
    cms.evaluate("sessionStorage.clicks = 0")
    act()
    return int(cms.evaluate("sessionStorage.clicks"))


def decide(cms, button, left):
    def act():
        name = re.compile(f"^{button.replace(':', ' ?:')}$")
        panel(cms).get_by_role("button", name=name).click()
        cms.get_by_text(re.compile("übernommene Änderungen: 1")).first.wait_for()

    number = clicks(cms, act)
    expect(panel(cms).locator(".origin__changes > li")).to_have_count(left)
    return number


def test_changes_are_taken_refused_and_put_in_the_place_of_own_text(changed, as_user):
    bw = as_user("redaktion-bw")
    region = bw.get_by_role("region", name="Änderungen aus anderen Ausgaben")
    region.get_by_role("link", name="Ansehen und entscheiden").click()
    bw.locator("[contenteditable=true]").first.wait_for()
    expect(panel(bw).locator(".origin__changes > li")).to_have_count(3)
    expect(panel(bw)).to_contain_text("Neu in NRW: 3 Änderungen warten")
    expect(panel(bw)).to_contain_text("Hier steht Ihr eigener Text")
    for width in (390, 1280):
        bw.set_viewport_size({"width": width, "height": 1000})
        assert not bw.evaluate(WIDER_THAN_THE_WINDOW)
    for link in panel(bw).get_by_role("link", name="Zur Stelle").all():
        expect(bw.locator(link.get_attribute("href"))).to_be_visible()

    assert decide(bw, "Übernehmen: Text", left=2) <= MOST_CLICKS
    assert decide(bw, "Nicht übernehmen: Zitat", left=1) <= MOST_CLICKS
    assert decide(bw, "Ihren Text ersetzen: Kurzfassung", left=0) <= MOST_CLICKS
    expect(panel(bw)).to_contain_text("Nichts wartet")
    assert fresh(changed).summary == "So sagt es BW."  # until it is published
    publish(bw)
    now = fresh(changed)
    assert paragraphs(now) == [f"{ADVICE} {CLIMATE.replace('besser', 'schneller')}", SCHOOLS]
    assert (now.summary, now.body[1].value["text"]) == ("Neu gesagt in BW.", "So war es in Köln.")


def test_what_is_typed_stays_when_a_change_is_taken(changed, as_user):
    bw = as_user("redaktion-bw")
    open_editor(bw, changed)
    with bw.expect_response(lambda answer: answer.request.method == "POST"):  # saved by itself
        type_over(bw, "Ghana", "Togo")
    expect(panel(bw).locator(".origin__changes > li")).to_have_count(3)
    bw.locator("[name=title]").fill("Unsere Partnerschaften")
    decide(bw, "Übernehmen: Text", left=2)
    page = draft(changed)
    assert paragraphs(page) == [
        f"{ADVICE} {CLIMATE.replace('besser', 'schneller')}",
        SCHOOLS.replace("Ghana", "Togo"),
    ]
    assert page.title == "Unsere Partnerschaften"
    assert page.summary == "So sagt es BW."


def test_enter_in_a_field_takes_nothing(changed, as_user):
    bw = as_user("redaktion-bw")
    open_editor(bw, changed)
    bw.locator("[name=title]").fill(OWN)
    bw.locator("[name=title]").press("Enter")
    bw.locator(".messages .success").wait_for()
    assert draft(changed).title == OWN
    assert origin_of(changed).pending == 3
