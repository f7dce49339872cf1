"""The tests' own browser: a form is sent as the page shows it, or the test fails."""

import re

import pytest
from bs4 import BeautifulSoup

from home.models import ContentPage
from tests.factories.members import member
from tests.rendered_form import EDITOR, RenderedForm
from tests.site import filled_in, submit

PAGE = """
<form action="/suche/"><input name="q"></form>
<form id="f" method="POST" action="weiter/">
  <input type="hidden" name="csrf" value="x"><input name="title" value="Alt">
  <input name="off" value="1" disabled><fieldset disabled><input name="off2"></fieldset>
  <textarea name="text">
eins
zwei</textarea>
  <input type="checkbox" name="web" checked><input type="checkbox" name="photo">
  <input type="checkbox" name="topics" value="1" checked>
  <input type="checkbox" name="topics" value="2">
  <input type="radio" name="way" value="a"><input type="radio" name="way" value="b" checked>
  <select name="place"><option value="">–</option><option value="x" selected>X</option></select>
  <select name="first"><option>A</option><option>B</option></select>
  <input type="file" name="file">
  <template><input name="rows-__prefix__-code"></template>
  <input type="image" name="focus"><button name="action" value="keep">Merken</button>
</form>
<button form="f" formaction="/anders/">Anders</button>
"""
ROWS = """<form method="post"><input name="rows-TOTAL_FORMS" value="0">
<template id="id_rows-EMPTY_FORM_TEMPLATE"><input name="rows-__prefix__-code"></template></form>"""
SHOWN = {
    "csrf": ["x"],
    "title": ["Alt"],
    "text": ["eins\r\nzwei"],
    "web": ["on"],
    "topics": ["1"],
    "way": ["b"],
    "place": ["x"],
    "first": ["A"],
}


@pytest.fixture
def form():
    return RenderedForm(BeautifulSoup(PAGE, "html.parser"), "/da/?x=1")


def test_what_is_shown_is_sent(form):
    assert form.data == SHOWN
    assert form.action == "/da/weiter/"


def test_changes_are_what_a_person_can_enter(form):
    form.change("title", "Neu")
    form.change("web", False)
    form.change("photo", True)
    form.change("topics", [1, 2])
    form.change("way", "a")
    form.change("text", "a\nb")
    changed = {"title": ["Neu"], "photo": ["on"], "topics": ["1", "2"], "way": ["a"]}
    without = {name: value for name, value in SHOWN.items() if name != "web"}
    assert form.data == without | changed | {"text": ["a\r\nb"]}


@pytest.mark.parametrize("name", ["off", "off2", "missing", "rows-__prefix__-code", "action", "q"])
def test_what_the_form_does_not_have_cannot_be_changed(name, form):
    with pytest.raises(KeyError):
        form.change(name, "1")


@pytest.mark.parametrize(
    ("name", "value"), [("way", "c"), ("place", "y"), ("topics", [3]), ("file", "f")]
)
def test_what_the_form_does_not_offer_cannot_be_chosen(name, value, form):
    with pytest.raises(ValueError, match=r"offers no|enctype"):
        form.change(name, value)


def test_button_that_is_pressed_goes_along(form):
    form.press("Merken")
    assert form.data["action"] == ["keep"]


def test_button_can_send_elsewhere(form):
    form.press("Anders")
    assert form.action == "/anders/"


def test_picture_that_is_pressed_sends_its_place(form):
    form.press("focus")
    form.change("focus.x", 168)
    assert (form.data["focus.x"], form.data["focus.y"]) == ([168], ["0"])


@pytest.mark.parametrize("button", ["Löschen", "web"])
def test_button_that_is_not_there_cannot_be_pressed(button, form):
    with pytest.raises(LookupError):
        form.press(button)


def test_of_several_forms_one_must_be_named():
    document = BeautifulSoup('<form method="post"></form>' * 2, "html.parser")
    with pytest.raises(LookupError, match="2 forms"):
        RenderedForm(document, "/")


def test_row_is_added_to_a_list_and_not_beyond_the_next():
    form = RenderedForm(BeautifulSoup(ROWS, "html.parser"), "/")
    form.change("rows-0-code", "de")
    assert form.data == {"rows-TOTAL_FORMS": ["1"], "rows-0-code": ["de"]}
    with pytest.raises(KeyError):
        form.change("rows-2-code", "de")


def saved_draft(page):
    """The draft as it is in the database by now."""
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


def test_what_is_saved_from_the_editor_of_the_cms_untouched_stays(staff_nrw):
    """Blocks and rows, which JavaScript builds there."""
    profile, page = member("amina-lindenfeld"), ContentPage.objects.filter(slug="miglobe").first()
    for each in (profile, page):
        submit(staff_nrw, f"/admin/pages/{each.pk}/edit/", form="#page-edit-form")
    saved = [saved_draft(each) for each in (profile, page)]
    assert [each.revisions.count() for each in (profile, page)] == [2, 2]
    assert [row.code for row in saved[0].member_languages.all()] == ["de", "fr", "wo"]
    assert [block.id for block in saved[1].body] == [block.id for block in page.body]
    texts = [str(each.body[0].value) for each in (saved[1], page)]
    assert len({re.sub(' data-block-key="[^"]+"|\n', "", text) for text in texts}) == 1


def test_block_is_added_as_the_editor_offers_it(staff_nrw):
    page = ContentPage.objects.filter(slug="miglobe").first()
    opened = staff_nrw.get(f"/admin/pages/{page.pk}/edit/")
    for wrong in (("nothing", ""), ("quote", {"nothing": ""})):
        with pytest.raises(KeyError, match="nothing"):
            filled_in(staff_nrw, opened, {"body": [wrong]}, form=EDITOR)
    added = [("quote", {"text": "Ein Satz.", "name": "Alex Beispiel"}), ("partners", None)]
    assert submit(staff_nrw, opened, {"body": added}, form=EDITOR).status_code == 302
    saved = saved_draft(page).body
    assert [block.id for block in saved[:-2]] == [block.id for block in page.body]
    assert [block.block_type for block in saved[-2:]] == ["quote", "partners"]
    assert saved[-2].value["text"] == "Ein Satz."
