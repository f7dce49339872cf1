"""A phrase in another language is marked in the editor, as a person does it."""

import re

from playwright.sync_api import expect

from home.models import ContentPage
from tests.browser.steps import log_in
from tests.factories.copies import page_in

PHRASES = {"Englisch": "Fair Trade", "Türkisch": "Adil Ticaret", "Arabisch": "تجارة عادلة"}
MARKED = (
    'Anfang: <span lang="en">Fair Trade</span> <span lang="tr">Adil Ticaret</span> '
    '<span lang="ar" dir="rtl">تجارة عادلة</span> Ende'
)


def editors(page):
    return page.locator("[data-contentpath=body] [role=textbox]")


def stored(page):
    return page.locator("[data-contentpath=body] input:has(+ [data-draftail-editor-wrapper])")


def select(page, words):
    """Select words in the first text, as with the mouse."""
    editors(page).first.evaluate(
        """(editor, words) => {
            const walker = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const node = walker.currentNode, start = node.data.indexOf(words);
                if (start >= 0) {
                    getSelection().setBaseAndExtent(node, start, node, start + words.length);
                }
            }
        }""",
        words,
    )


def press_mark(page, language):
    button = page.get_by_role("button", name=f"Ausdruck auf {language}")
    button.locator("visible=true").first.click()


def save(page):
    with page.expect_navigation():
        page.get_by_role("button", name="Entwurf speichern").locator("visible=true").first.click()


def spans(page):
    """(language, direction, words) of the phrases on a public page."""
    found = page.locator("main .prose span[lang]")
    return found.evaluate_all(
        "all => all.map(e => [e.lang, getComputedStyle(e).direction, e.textContent])"
    )


def test_phrase_is_typed_marked_saved_copied_and_shown(transactional_db, page, nrw, live_server):
    body = [("text", "<p>Anfang:</p>"), ("text", "<p>Noch leer.</p>")]
    written = page_in(nrw, body=body)
    log_in(page, "redaktion-nrw@example.org")
    page.set_viewport_size({"width": 1280, "height": 1000})
    page.goto(f"/admin/pages/{written.pk}/edit/")
    editors(page).first.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(f" {' '.join(PHRASES.values())} Ende")
    for language, phrase in PHRASES.items():
        select(page, phrase)
        press_mark(page, language)
    expect(stored(page).first).to_have_value(re.compile("LANG_AR.*|Ende.*LANG_AR"))
    save(page)

    draft = ContentPage.objects.get(pk=written.pk).get_latest_revision_as_object()
    html = str(draft.body[0].value.source)
    assert re.fullmatch(r"<p data-block-key=\"\w+\">(.*)</p>", html)[1] == MARKED
    editors(page).first.click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Control+C")
    editors(page).nth(1).click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Control+V")
    expect(stored(page).nth(1)).to_have_value(re.compile("LANG_TR"))
    save(page)
    page.get_by_role("button", name="Mehr Aktionen").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Veröffentlichen").locator("visible=true").first.click()
    page.goto(written.url)
    shown = [
        ["en", "ltr", "Fair Trade"],
        ["tr", "ltr", "Adil Ticaret"],
        ["ar", "rtl", "تجارة عادلة"],
    ]
    assert spans(page) == shown * 2
