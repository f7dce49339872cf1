"""The panel in the editor of a copy: what it shows, to whom, and how a copy follows."""

import json

import pytest
from django.test import Client

from editions.models import Follow, OriginBase
from editions.origins.content import read
from miglobe_site.pages.edition_page import EditionPage
from tests.factories.every_page import image
from tests.factories.origins import (
    ADVICE,
    CLIMATE,
    NEW_SUMMARY,
    NEWS,
    SECOND,
    THIRD,
    address,
    copied,
    draft,
    editor,
    fresh,
    key_of,
    origin_of,
    page_in,
    panel,
    paragraphs,
    press,
    quote,
    text,
    ticked,
    waiting,
)
from tests.miglobe_site.merge.pages import without_keys
from tests.rendered_form import fields_of
from tests.site import login, soup

FOURTH = "44444444-4444-4444-8444-444444444444"


def test_panel_names_what_waits_with_old_and_new_words(changed, staff_bw):
    shown = editor(staff_bw, changed)
    assert "Neu in NRW: 2 Änderungen warten" in panel(shown)
    found = waiting(shown)
    assert [*found] == ["Geändert : Kurzfassung", "Neu : Text"]
    assert "Kurz Neu gesagt" in found["Geändert : Kurzfassung"]  # one struck through
    assert "in BW" in found["Geändert : Kurzfassung"]
    assert NEWS in found["Neu : Text"]
    assert ticked(shown) == [*found]
    assert "Von Ihnen geändert" not in panel(shown)


def test_own_place_is_named_and_own_text_is_not_ticked(source, copy, commit, staff_bw):
    commit(copy, summary="So sagt es BW.")
    commit(source, summary=NEW_SUMMARY, body=[text(ADVICE, CLIMATE, NEWS)])
    shown = editor(staff_bw, copy)
    assert "Von Ihnen geändert: eine Stelle: Kurzfassung" in panel(shown)
    assert "Hier steht Ihr eigener Text" in waiting(shown)["Geändert : Kurzfassung"]
    assert "So sagt es BW." in waiting(shown)["Geändert : Kurzfassung"]
    assert ticked(shown) == ["Neu : Text"]


def test_page_that_is_no_copy_has_no_panel(source, staff_nrw):
    assert not panel(editor(staff_nrw, source))


def test_each_type_of_page_that_crosses_editions_has_the_panel():
    def names(panel):
        yield type(panel).__name__
        for child in getattr(panel, "children", []):
            yield from names(child)

    types = [each for each in every_subclass(EditionPage) if not each._meta.abstract]
    crossing = [each for each in types if not each.bound_to_edition]
    assert len(crossing) >= 4
    without = [
        each.__name__ for each in crossing if "OriginPanel" not in {*names(each.get_edit_handler())}
    ]
    assert without == []


def every_subclass(model):
    for each in model.__subclasses__():
        yield each
        yield from every_subclass(each)


@pytest.fixture
def picture(source):
    """A block with a picture and nothing written."""
    return {"type": "image", "value": {"image": image("Rathaus").pk, "caption": ""}, "id": FOURTH}


def test_block_that_is_not_on_the_page_is_named_by_its_kind(
    source, copy, picture, commit, staff_bw
):
    body = [text(ADVICE, CLIMATE), quote("Gut gesagt."), text(NEWS, id_=THIRD), picture]
    source = commit(source, body=body)
    assert [*waiting(editor(staff_bw, copy))] == [
        "Neu : Zitat",
        "Neu : Text",
        "Neu : Bild oder Galerie",
    ]
    press(staff_bw, editor(staff_bw, copy), "Angekreuzte übernehmen")
    commit(draft(copy), body=body[:2])
    shown = panel(editor(staff_bw, copy))
    assert "Von Ihnen geändert: 2 Stellen: Text, Bild oder Galerie" in shown.replace(" ,", ",")


def test_block_that_is_gone_at_the_source_is_named_by_its_kind(nrw, bw, picture, commit, staff_bw):
    source = page_in(nrw, text(ADVICE), quote("Gut gesagt."), picture, slug="bilder")
    copy = copied(source)
    commit(source, body=[text(ADVICE)])
    assert [*waiting(editor(staff_bw, copy))] == [
        "In NRW gestrichen : Zitat",
        "In NRW gestrichen : Bild oder Galerie – Bild",
    ]


def test_block_in_another_place_is_known_by_its_words_or_its_kind(
    nrw, bw, picture, commit, staff_bw
):
    source = page_in(nrw, text(ADVICE), quote("Gut gesagt."), picture, slug="bilder")
    copy = copied(source)
    commit(source, body=[picture, quote("Gut gesagt."), text(ADVICE)])
    [shown] = waiting(editor(staff_bw, copy)).values()
    assert f"Rathaus → Gut gesagt. → {ADVICE}" in shown


def test_what_is_chosen_in_a_new_block_is_named_unless_it_is_a_draft(
    nrw, source, copy, picture, commit, staff_bw
):
    public, secret = page_in(nrw, slug="b", title="Öffentlich"), page_in(nrw, slug="c", title="Neu")
    secret.unpublish()
    cards = [
        {"type": "call_to_action", "value": {"heading": "", "page": each.pk}, "id": id_}
        for each, id_ in ((public, SECOND), (secret, THIRD))
    ]
    commit(source, body=[text(ADVICE, CLIMATE), picture, *cards])
    entries = waiting(editor(staff_bw, copy)).values()
    assert [entry.partition("Übernehmen")[0].strip() for entry in entries] == [
        "Neu : Bild oder Galerie Rathaus",
        "Neu : Aufruf Öffentlich",
        "Neu : Aufruf Seite",
    ]


def test_what_a_source_says_is_text_and_no_markup(source, copy, commit, staff_bw):
    nasty = "<script>alert(1)</script> & <b>fett</b>"
    commit(source, title=nasty, summary=nasty, body=[text(ADVICE, CLIMATE), quote(nasty)])
    shown = editor(staff_bw, copy)
    assert nasty in panel(shown)
    assert not soup(shown).select(".origin script, .origin b")


# How to follow


def test_choice_how_to_follow_changes_no_content(changed, staff_bw):
    before = without_keys(read(draft(changed)))
    for way in ("never", "at_once", "on_decision"):
        press(staff_bw, editor(staff_bw, changed), "action-publish", {"follow": way})
        assert origin_of(changed).follow == way
        assert without_keys(read(fresh(changed))) == without_keys(read(draft(changed))) == before
    assert len(waiting(editor(staff_bw, changed))) == 2


def test_present_way_to_follow_is_ticked(changed, staff_bw):
    assert fields_of(editor(staff_bw, changed))["follow"] == [Follow.ON_DECISION]


def test_page_that_does_not_follow_shows_nothing_new(changed, staff_bw):
    press(staff_bw, editor(staff_bw, changed), "action-publish", {"follow": "never"})
    assert not waiting(editor(staff_bw, changed))
    assert origin_of(changed).pending == 0


def test_contributors_may_not_let_changes_go_live_by_themselves(changed, writer_bw):
    shown = editor(writer_bw, changed)
    with pytest.raises(ValueError, match="follow offers no"):
        press(writer_bw, shown, "Übernehmen: Text", {"follow": "at_once"})
    press(writer_bw, shown, "Übernehmen: Text", forged={"follow": "at_once"})
    assert origin_of(changed).follow == Follow.ON_DECISION
    press(writer_bw, editor(writer_bw, changed), None, {"follow": "never"})
    assert origin_of(changed).follow == Follow.NEVER


# Others than the staff of the edition


def other(name):
    client = Client(raise_request_exception=False)
    return login(client, f"{name}@example.org") if name else client


@pytest.mark.parametrize("name", ["redaktion-nrw", "mitarbeit-nrw", ""])
def test_others_see_and_decide_nothing(name, changed):
    client = other(name)
    for view in ("compare", "source-is-gone"):
        path = f"/admin/editions/{view}/{changed.pk}/"
        for answer in (client.get(path), client.post(path, {"decision": "unlink"})):
            assert answer.status_code in {302, 403, 404, 405}, view
    assert origin_of(changed).source_id
    data = {"action-take-changes": "1", "change": "x", "title": "X", "slug": "x"}
    assert client.post(address(changed), data).status_code in {302, 403}
    assert draft(changed).title == "Vorlage"


def test_pages_that_are_no_copies_have_no_such_views(source, staff_nrw):
    for view in ("compare", "source-is-gone"):
        assert staff_nrw.get(f"/admin/editions/{view}/{source.pk}/").status_code == 404
        assert staff_nrw.get(f"/admin/editions/{view}/999999/").status_code == 404


def test_comparison_shows_all_changes_in_the_page_and_stores_nothing(changed, writer_bw):
    bases = OriginBase.objects.count()
    shown = writer_bw.get(f"/admin/editions/compare/{changed.pk}/")
    text_shown = " ".join(soup(shown).get_text(" ").split())
    assert NEWS in text_shown and "Neu" in text_shown and "in BW" in text_shown
    assert OriginBase.objects.count() == bases
    assert draft(changed).summary == "Kurz gesagt."


def test_forged_keys_do_nothing(changed, staff_bw):
    shown = editor(staff_bw, changed)
    key = key_of(shown, "Geändert : Kurzfassung")
    for value in ("", "x", f"{key}:nonsense", f"{key}:replace", json.dumps([key]), "\0"):
        data = fields_of(shown) | {"action-take-change": value}
        assert staff_bw.post(address(changed), data).status_code in {200, 302, 400}, value
    assert draft(changed).summary in {"Kurz gesagt.", "Neu gesagt in BW."}
    assert paragraphs(draft(changed)) == [ADVICE, CLIMATE]
