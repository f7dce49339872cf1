"""The block of tables: what it demands, how the public reads it, and how it is translated."""

import pytest

from search.models import Entry
from tests import rendered_blocks
from tests.factories.copies import (
    copy_of,
    draft,
    fresh,
    page_in,
    publish,
    segment,
    text,
    texts,
    write,
)
from tests.rendered_form import EDITOR
from tests.site import soup, submit, visible_text

ID = "33333333-3333-4333-8333-333333333333"
ROWS = [["Köln", "<p>Ein <b>Markt</b> in NRW</p>"], ["Bonn\nBeuel", "<p>1 &lt; 2</p>"]]


def table(rows=ROWS, caption="Städte in NRW", headings=("Ort", "Was & wie"), **values):
    columns = zip(("text", "rich_text"), headings, strict=True)
    value = {
        "caption": caption,
        "columns": [{"type": kind, "heading": heading} for kind, heading in columns],
        "rows": [{"values": row} for row in rows],
    }
    return [{"type": "table", "id": ID, "value": {"table": value, "row_headings": True, **values}}]


@pytest.fixture
def page(nrw):
    return page_in(nrw, body=table())


def cells(page):
    value = page.body[0].value["table"]
    return [[str(each) for each in row["values"]] for row in value.row_data]


def test_public_reads_caption_headings_and_lines(page, visitor):
    region = soup(visitor.get("/nrw/vorlage/")).select_one("[role=region][tabindex='0']")
    assert region["aria-label"] == region.caption.get_text() == "Städte in NRW"
    assert [th.get_text() for th in region.select("thead th[scope=col]")] == ["Ort", "Was & wie"]
    assert [th.decode_contents() for th in region.select("tbody th[scope=row]")] == [
        "Köln",
        "Bonn<br/>Beuel",
    ]
    assert region.select("tbody td")[1].get_text() == "1 < 2"


def test_first_column_holds_cells_where_it_is_not_ticked(nrw, visitor):
    page_in(nrw, body=table(row_headings=False))
    region = soup(visitor.get("/nrw/vorlage/")).select_one("[role=region]")
    assert not region.select("tbody th") and len(region.select("tbody td")) == 4


def test_what_staff_write_is_no_markup(nrw, visitor):
    attack = "<script>alert(1)</script>\"'>"
    page_in(nrw, body=table([[attack, ""]], caption=attack, headings=(attack, attack)))
    document = soup(visitor.get("/nrw/vorlage/"))
    assert "alert" not in "".join(s.get_text() for s in document.select("main script"))
    assert document.caption.get_text() == attack


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"caption": " "}, "Bitte geben Sie der Tabelle einen Titel"),
        ({"headings": ("Ort", "")}, "Bitte geben Sie jeder Spalte eine Überschrift."),
        ({"rows": []}, "Sie hat noch keine Spalte oder keine Zeile."),
    ],
)
def test_table_that_says_nothing_is_saved_as_a_draft_alone(changes, message, nrw, admin):
    page = page_in(nrw)
    page.body = table(**changes)
    page.save_revision()
    address = f"/admin/pages/{page.pk}/edit/"
    assert submit(admin, address, form=EDITOR).status_code == 302
    answer = submit(admin, address, button="action-publish", form=EDITOR)
    assert message in rendered_blocks.errors(soup(answer))
    assert fresh(page).body[0].block_type == "text"


def test_editor_sends_back_what_it_showed(page, admin):
    submit(admin, f"/admin/pages/{page.pk}/edit/", {"title": "Neu"}, "action-publish", EDITOR)
    assert fresh(page).title == "Neu"
    assert [row[0] for row in cells(fresh(page))] == ["Köln", "Bonn\nBeuel"]
    assert fresh(page).body[0].value["row_headings"] is True


def test_search_finds_each_cell(page):
    found = Entry.objects.get(page=page).text
    for words in ("Städte in NRW", "Was & wie", "Ein Markt in NRW", "1 < 2"):
        assert words in found
    assert "Köln · Ein Markt in NRW · Bonn" in found


def test_copy_has_the_table_in_its_own_words(page, visitor):
    copy = copy_of(page)
    value = copy.body[0].value["table"]
    assert (value.caption, value.columns[1]["heading"]) == ("Städte in BW", "Was & wie")
    assert cells(copy) == [["Köln", "<p>Ein <b>Markt</b> in BW</p>"], ["Bonn\nBeuel", ROWS[1][1]]]
    assert copy.body[0].value["row_headings"] is True
    assert "Städte in BW" in visible_text(visitor.get("/bw/vorlage/"))


def test_own_wording_stays_with_its_cell_when_a_row_is_added(page):
    copy = copy_of(page, "en-x-nrw", live=False)
    write(copy, "Köln", "Stuttgart <b>Mitte</b>")
    write(copy, "Bonn<br/>Beuel", "Ulm")
    publish(page, body=table([["Aachen", "<p>Neu</p>"], *ROWS]))
    assert cells(draft(copy)) == [
        ["Aachen", "<p>Neu</p>"],
        ["Stuttgart Mitte", "<p>Ein <b>Markt</b> in NRW</p>"],
        ["Ulm", ROWS[1][1]],
    ]


def test_same_words_in_several_cells_are_taken_over_and_kept_up(nrw):
    rows = [["ja", "<p>ja</p><p>nein</p>"], ["ja", "<p>nein</p>"]]
    page = page_in(nrw, body=table(rows))
    copy = copy_of(page, "en-x-nrw", live=False)
    assert cells(draft(copy)) == rows
    write(copy, "ja", "doch")
    publish(page, body=table([*rows, ["ja", ""]]))
    assert cells(draft(copy))[2] == ["doch", ""]
    assert cells(draft(copy))[:2] == [["doch", "<p>doch</p><p>nein</p>"], ["doch", "<p>nein</p>"]]


def test_same_paragraph_twice_in_a_text_is_taken_over(nrw):
    page = page_in(nrw, body=text("Ja.", "Nein.", "Ja."))
    assert texts(copy_of(page)) == ["Ja.", "Nein.", "Ja."]


def test_place_of_a_cell_is_named_as_staff_know_it(page, admin):
    copy = copy_of(page, "en-x-nrw", live=False)
    assert segment(copy, "Köln").context.get_field_path(page) == "body.table.table"
    editor = admin.get(f"/admin/pages/{copy.pk}/edit/")
    assert editor.status_code == 200 and "Tabelle" in editor.content.decode()


def test_new_table_has_two_columns_and_two_rows(nrw, visitor):
    page = page_in(nrw, body=[{"type": "table", "value": {}}])
    value = page.body[0].value["table"]
    assert (len(value.columns), len(value.row_data)) == (2, 2)
    assert visitor.get("/nrw/vorlage/").status_code == 200
