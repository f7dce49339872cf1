"""A table pasted from Word into a text becomes a block, or parted text; it is never glued."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from examples.models import PracticeExamplePage
from home.models import ContentPage
from tests.browser.steps import WIDER_THAN_THE_WINDOW, log_in
from tests.factories.copies import page_in
from tests.factories.pages import page_of

WORD = (Path(__file__).parent.parent / "data" / "word_paste.html").read_text()
TAKEN = "Die Tabelle steht jetzt darunter als eigener Baustein"
PARTED = "Eine Tabelle ist hier nicht möglich."
SPANNED = """
<meta charset="utf-8"><table><caption>Zahlen</caption>
<tr><th>Ort</th><th colspan="2">Jahre\n 2024</th></tr>
<tr><td rowspan="2"><p>Köln</p><p>Bonn</p></td><td>1</td><td>2</td></tr>
<tr><td>3<br>vier</td><td></td></tr></table>"""


def paste(page, field, html):
    """Paste HTML as the clipboard of another program holds it."""
    field.click()
    field.evaluate(
        """(element, html) => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            const words = new DOMParser().parseFromString(html, "text/html").body.textContent;
            data.setData("text/plain", words);
            const options = {clipboardData: data, bubbles: true, cancelable: true};
            element.dispatchEvent(new ClipboardEvent("paste", options));
        }""",
        html,
    )


@pytest.fixture
def editor(transactional_db, page, nrw, live_server):
    """The editor of a page with two texts; the page is in ``written``."""
    written = page_in(nrw, body=[("text", "<p>Anfang.</p>"), ("text", "<p>Danach.</p>")])
    log_in(page, "redaktion-nrw@example.org")
    page.set_viewport_size({"width": 1280, "height": 1000})
    page.goto(f"/admin/pages/{written.pk}/edit/")
    page.written = written
    return page


def save(page):
    with page.expect_navigation():
        page.get_by_role("button", name="Entwurf speichern").locator("visible=true").first.click()


def body_of(page):
    draft = ContentPage.objects.get(pk=page.written.pk).get_latest_revision_as_object()
    return [(block.block_type, block.value) for block in draft.body]


def cells(value):
    table = value["table"]
    rows = [row["values"] for row in table.row_data]
    return [[column["heading"] for column in table.columns], *rows]


def test_table_from_word_becomes_a_block_and_the_text_stays(editor):
    textbox = editor.locator("[data-contentpath=body] [role=textbox]").first
    paste(editor, textbox, WORD)
    expect(editor.get_by_role("alert").filter(has_text=TAKEN)).to_be_visible()
    expect(textbox).to_contain_text("Große Überschrift")
    expect(textbox).to_contain_text("neue Zeile")
    editor.wait_for_timeout(500)  # the editor writes into its field a little later
    save(editor)
    (first, text), (second, table), (third, _after) = body_of(editor)
    assert [first, second, third] == ["text", "table", "text"]
    assert "A1" not in str(text) and "Erster Punkt" in str(text)
    assert cells(table) == [["A1", "B1"], ["A2", "B2"]]


def test_cells_over_several_columns_and_lines_in_cells_are_kept(editor):
    textbox = editor.locator("[data-contentpath=body] [role=textbox]").first
    paste(editor, textbox, SPANNED)
    save(editor)
    kinds = [kind for kind, _value in body_of(editor)]
    assert kinds == ["text", "table", "text"]
    value = body_of(editor)[1][1]
    assert str(body_of(editor)[0][1]).count("Anfang.") == 1
    assert value["table"].caption == "Zahlen"
    assert cells(value) == [
        ["Ort", "Jahre 2024", ""],
        ["Köln\nBonn", "1", "2"],
        ["", "3\nvier", ""],
    ]


def test_table_is_parted_where_none_can_stand(transactional_db, page, live_server):
    example = page_of("nrw", "koeln-gefluechtete-beteiligen")
    log_in(page, "redaktion-nrw@example.org")
    page.goto(f"/admin/pages/{example.pk}/edit/")
    field = page.locator("[data-contentpath=situation]")
    paste(page, field.get_by_role("textbox"), WORD)
    expect(page.get_by_role("alert").filter(has_text=PARTED)).to_be_visible()
    expect(field.get_by_role("textbox")).to_contain_text("A1 | B1")
    blocks = field.locator("input:has(+ [data-draftail-editor-wrapper])")
    page.wait_for_timeout(500)
    texts = [each["text"] for each in json.loads(blocks.input_value())["blocks"]]
    assert "A1 | B1" in texts and "A2 | B2" in texts


def test_table_is_written_in_the_editor(editor):
    editor.get_by_role("button", name="Block einfügen").last.click()
    editor.get_by_role("option", name="Tabelle").click()
    block = editor.locator(".typed-table-block")
    block.get_by_label("Titel der Tabelle").fill("Wen wir beraten")
    for number, name in enumerate("AB"):
        block.get_by_placeholder("Überschrift der Spalte").nth(number).fill(f"Spalte {name}")
    for number, field in enumerate(block.locator("tbody textarea").all()):
        field.fill(f"Zelle {number}")
    editor.get_by_label("Die erste Spalte enthält").check()
    editor.get_by_role("button", name="Mehr Aktionen").click()
    with editor.expect_navigation():
        editor.get_by_role("button", name="Veröffentlichen").locator("visible=true").first.click()
    editor.goto(editor.written.url)
    region = editor.get_by_role("region", name="Wen wir beraten")
    expect(region.get_by_role("columnheader")).to_have_text(["Spalte A", "Spalte B"])
    expect(region.get_by_role("rowheader")).to_have_text(["Zelle 0", "Zelle 2"])
    expect(region.get_by_role("cell")).to_have_text(["Zelle 1", "Zelle 3"])


def test_table_from_word_becomes_a_block_in_the_approach_of_an_example(
    transactional_db, page, live_server
):
    example = page_of("nrw", "koeln-gefluechtete-beteiligen")
    log_in(page, "redaktion-nrw@example.org")
    page.goto(f"/admin/pages/{example.pk}/edit/")
    paste(page, page.locator("[data-contentpath=approach] [role=textbox]").first, WORD)
    expect(page.get_by_role("alert").filter(has_text=TAKEN)).to_be_visible()
    page.wait_for_timeout(500)
    save(page)
    draft = PracticeExamplePage.objects.get(pk=example.pk).get_latest_revision_as_object()
    assert [block.block_type for block in draft.approach] == ["text", "table", "steps"]
    assert cells(draft.approach[1].value) == [["A1", "B1"], ["A2", "B2"]]


@pytest.mark.parametrize("width", [320, 1280])
def test_wide_table_scrolls_by_itself_with_the_keyboard(
    width, transactional_db, page, nrw, live_server
):
    columns = [{"type": "text", "heading": f"Spalte {n}"} for n in range(5)]
    caption = "Breit: was in welcher Stadt und in welchem Jahr zu haben ist"
    value = {"caption": caption, "columns": columns, "rows": [{"values": ["Zelle"] * 5}]}
    written = page_in(nrw, body=[{"type": "table", "value": {"table": value}}])
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(written.url)
    region = page.get_by_role("region", name=caption)
    scrolls = region.evaluate("e => e.scrollWidth > e.clientWidth")
    assert scrolls == (width == 320)
    assert not page.evaluate(WIDER_THAN_THE_WINDOW)
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "([e, scrolls]) => scrolls == (e.scrollLeft > 0)", arg=[region.element_handle(), scrolls]
    )
    region.evaluate("e => { e.scrollLeft = e.scrollWidth; }")
    box = region.get_by_text(caption).bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= width
