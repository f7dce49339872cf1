"""Two editions keep in step: their staff at work in the CMS, in a real browser."""

import pytest
from playwright.sync_api import expect
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection

from home.models import ContentPage, CustomImage
from tests.browser.steps import log_in
from tests.factories.copies import fresh, publish

SLUG = "interkulturelle-oeffnung"
PARAGRAPH = "Mit unserer Beratung eröffnen wir gedankliche Freiräume"
OWN = "Im Ländle eröffnen wir mit unserer Beratung neue Freiräume."
#: One word in each of two sentences, and what it is to be.
WORDS = {"werden": "bleiben", "hinzuzugewinnen": "kennenzulernen"}
PLACE = """word => {
  const walker = document.createTreeWalker(
    document.querySelector("[contenteditable=true]"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const start = walker.currentNode.nodeValue.search(`${word}[.]`);
    if (start < 0) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, start);
    range.setEnd(walker.currentNode, start + word.length);
    walker.currentNode.parentElement.scrollIntoView({ block: "center" });
    const { x, y, width, height } = range.getBoundingClientRect();
    return [x + width / 2, y + height / 2];
  }
}"""
SAVED = """text => [...document.querySelectorAll("input[name^=body-]")].some(
  field => field.value.includes(text))"""


def page_of(edition):
    return ContentPage.objects.get(slug=SLUG, locale__language_code=f"de-x-{edition}")


@pytest.fixture
def images(transactional_db):
    """A picture in each edition's collection."""
    return {
        edition: CustomImage.objects.create(
            title=f"Bild aus {edition}",
            description=f"Ein Rathaus in {edition}",
            file=get_test_image_file(f"{edition}.png"),
            collection=Collection.objects.get(name=edition),
        )
        for edition in ("NRW", "BW")
    }


@pytest.fixture
def original(images):
    """The page of NRW, with a picture."""
    page = page_of("nrw")
    body = [*page.body.raw_data, {"type": "image", "value": {"image": images["NRW"].pk}}]
    return publish(page, body=body)


@pytest.fixture
def as_user(browser, live_server, problems):
    """Open a page of the CMS in a session of one's own."""
    contexts = []

    def open_as(name):
        context = browser.new_context(
            locale="de-DE", base_url=live_server.url, viewport={"width": 1280, "height": 1000}
        )
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        log_in(page, f"{name}@example.org")
        return page

    yield open_as
    for context in contexts:
        context.close()


def text_on(page, path):
    page.goto(path)
    return page.locator("main").inner_text()


def take_over(cms, original):
    """As staff would: delete the draft that is there, then take the page over."""
    cms.goto(f"/admin/pages/{page_of('bw').pk}/delete/")
    cms.get_by_role("button", name="Ja, löschen").click()
    cms.get_by_text("gelöscht").first.wait_for()
    cms.goto(f"/admin/localize/submit/page/{original.pk}/")
    cms.get_by_role("radio", name="BW – Deutsch").check()
    cms.get_by_role("radio", name="angepasst").check()
    cms.get_by_role("button", name="Übernehmen").click()
    cms.wait_for_url("**/edit/")


def adapt(cms, images):
    """Write one paragraph anew and choose another picture."""
    segment = cms.locator("li.complete").filter(has_text=PARAGRAPH)
    segment.get_by_role("button", name="Bearbeiten").click()
    cms.locator("textarea").fill(OWN)
    cms.get_by_role("button", name="Speichern").click()
    cms.get_by_text("Von Hand geschrieben").wait_for()
    cms.get_by_role("button", name="Bild ändern").click()
    cms.get_by_role("link", name="Bild aus BW").click()
    cms.get_by_text("Geändert", exact=True).wait_for()
    cms.get_by_role("img", name=images["BW"].title).wait_for()


def publish_copy(cms):
    cms.get_by_role("button", name="Veröffentlichen in BW – Deutsch").click()
    cms.get_by_text("„Interkulturelle Öffnung“ ist veröffentlicht.").wait_for()


def change_sentences(cms, original):
    """Write two sentences of the original anew and publish."""
    cms.goto(f"/admin/pages/{original.pk}/edit/")
    cms.locator("[contenteditable=true]").first.wait_for()
    for old, new in WORDS.items():
        cms.mouse.dblclick(*cms.evaluate(PLACE, old))
        cms.keyboard.type(new)
        cms.wait_for_function(SAVED, arg=new)
    cms.locator("footer [data-w-dropdown-target=toggle]").last.click()
    cms.get_by_role("button", name="Veröffentlichen").click()
    cms.wait_for_url(f"**/admin/pages/{original.get_parent().pk}/")


def test_page_is_taken_over_adapted_and_kept_in_step(original, images, as_user, page):
    bw = as_user("redaktion-bw")
    take_over(bw, original)
    adapt(bw, images)
    publish_copy(bw)
    before = text_on(page, f"/bw/{SLUG}/")
    assert OWN in before
    assert PARAGRAPH not in before
    assert page.get_by_role("img", name="Ein Rathaus in BW").is_visible()

    nrw = as_user("redaktion-nrw")
    change_sentences(nrw, original)
    assert "kennenzulernen" in text_on(page, f"/nrw/{SLUG}/")
    assert text_on(page, f"/bw/{SLUG}/") == before

    bw.goto("/admin/")
    panel = bw.get_by_role("region", name="Abgleich mit anderen Ausgaben")
    card = panel.get_by_role("article", name="Interkulturelle Öffnung")
    shown = card.locator("dt:has-text('Neu') + dd")
    expect(shown).to_have_count(2)
    for sentence, new in zip(shown.all_inner_texts(), WORDS.values(), strict=True):
        assert new in sentence
        assert sentence.count(".") == 1
    card.get_by_role("button", name="Alle übernehmen und veröffentlichen").click()
    bw.get_by_text("„Interkulturelle Öffnung“ ist veröffentlicht.").wait_for()
    after = text_on(page, f"/bw/{SLUG}/")
    for new in WORDS.values():
        assert new in after
    assert OWN in after
    assert page.get_by_role("img", name="Ein Rathaus in BW").is_visible()
    assert not fresh(page_of("bw")).has_unpublished_changes
