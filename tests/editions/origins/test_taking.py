"""What waits is taken, refused and put into own text in the editor of a copy, and nowhere else."""

from wagtail.test.utils.form_data import rich_text

from editions.models import Follow
from tests.factories.origins import (
    ADVICE,
    CLIMATE,
    NEW_SUMMARY,
    NEWS,
    OWN,
    address,
    draft,
    editor,
    fresh,
    key_of,
    messages,
    origin_of,
    panel,
    paragraphs,
    press,
    text,
    ticked,
    waiting,
)
from tests.rendered_form import fields_of


def test_take_one(changed, staff_bw):
    shown = editor(staff_bw, changed)
    said = press(staff_bw, shown, "Übernehmen: Kurzfassung")
    assert "In den Entwurf übernommene Änderungen: 1." in messages(said)
    assert draft(changed).summary == "Neu gesagt in BW."
    assert fresh(changed).summary == "Kurz gesagt."
    assert paragraphs(draft(changed)) == [ADVICE, CLIMATE]
    assert [*waiting(editor(staff_bw, changed))] == ["Neu : Text"]
    assert origin_of(changed).pending == 1


def test_refuse_one_and_it_never_comes_back(changed, source, commit, staff_bw):
    said = press(staff_bw, editor(staff_bw, changed), "Nicht übernehmen: Text")
    assert "Nicht übernommene Änderungen: 1." in messages(said)
    assert paragraphs(draft(changed)) == [ADVICE, CLIMATE]
    assert [*waiting(editor(staff_bw, changed))] == ["Geändert : Kurzfassung"]
    commit(source, body=[text(ADVICE, CLIMATE, NEWS, "Und noch ein Absatz.")])
    found = waiting(editor(staff_bw, changed))
    assert not any(NEWS in each for each in found.values())
    assert any("Und noch ein Absatz." in each for each in found.values())


def test_take_what_is_ticked(changed, staff_bw):
    press(staff_bw, editor(staff_bw, changed), "Angekreuzte übernehmen")
    assert draft(changed).summary == "Neu gesagt in BW."
    assert paragraphs(draft(changed)) == [ADVICE, CLIMATE, NEWS]
    assert "Nichts wartet" in panel(editor(staff_bw, changed))


def test_refuse_what_is_ticked(changed, staff_bw):
    shown = editor(staff_bw, changed)
    keep = key_of(shown, "Neu : Text")
    press(staff_bw, shown, "Angekreuzte nicht übernehmen", {"change": [keep]})
    assert [*waiting(editor(staff_bw, changed))] == ["Geändert : Kurzfassung"]
    assert paragraphs(draft(changed)) == [ADVICE, CLIMATE]


def test_nothing_ticked_is_said(changed, staff_bw):
    shown = editor(staff_bw, changed)
    said = press(staff_bw, shown, "Angekreuzte übernehmen", {"change": [], "seo_title": "Getippt"})
    assert "Bitte kreuzen Sie mindestens eine Änderung an." in messages(said)
    assert fields_of(said)["seo_title"] == ["Getippt"]
    assert ticked(said) == []
    assert draft(changed).summary == "Kurz gesagt."


def test_what_is_typed_beside_is_saved_with_what_is_taken(changed, staff_bw):
    press(
        staff_bw, editor(staff_bw, changed), "Übernehmen: Text",
        {"body-0-value": rich_text(f"<p>{ADVICE}</p><p>{CLIMATE}</p><p>{OWN}</p>")},
    )  # fmt: skip
    assert paragraphs(draft(changed)) == [ADVICE, CLIMATE, NEWS, OWN] or paragraphs(
        draft(changed)
    ) == [ADVICE, CLIMATE, OWN, NEWS]


def test_own_text_is_replaced_where_people_ask_for_it(source, copy, commit, staff_bw):
    commit(copy, summary="So sagt es BW.")
    commit(source, summary=NEW_SUMMARY)
    shown = editor(staff_bw, copy)
    press(staff_bw, shown, "Ihren Text ersetzen: Kurzfassung")
    assert draft(copy).summary == "Neu gesagt in BW."
    assert fresh(copy).summary == "So sagt es BW."
    assert "Von Ihnen geändert" not in panel(editor(staff_bw, copy))


def test_sentence_is_put_into_own_text(source, copy, commit, staff_bw):
    source = commit(source, body=[text(f"{ADVICE} {CLIMATE}")])
    press(staff_bw, editor(staff_bw, copy), "Angekreuzte übernehmen")
    commit(draft(copy), body=[text(f"{ADVICE} {CLIMATE} {OWN}")])
    commit(source, body=[text(f"{NEWS} {CLIMATE}")])
    press(staff_bw, editor(staff_bw, copy), "Satz in Ihren Text einsetzen: Text")
    assert paragraphs(draft(copy)) == [f"{NEWS} {CLIMATE} {OWN}"]


def test_typing_in_the_place_of_a_change_is_not_overwritten_by_taking(changed, staff_bw):
    """It was clean when the form was made; what is typed then makes it own text."""
    shown = editor(staff_bw, changed)
    said = press(
        staff_bw, shown, "Angekreuzte übernehmen", {"summary": "Gerade eben in Ulm getippt."}
    )
    assert said.status_code == 200
    now = {draft(changed).summary, *fields_of(said)["summary"]}
    assert "Gerade eben in Ulm getippt." in now
    assert "Neu gesagt in BW." not in now


# A button that is none of the panel's decides nothing


def test_enter_in_a_field_saves_the_draft_and_decides_nothing(changed, staff_bw):
    press(staff_bw, editor(staff_bw, changed), None, {"title": "Unser Titel"})
    assert draft(changed).title == "Unser Titel"
    assert draft(changed).summary == "Kurz gesagt."
    assert len(waiting(editor(staff_bw, changed))) == 2


def test_publishing_decides_nothing(changed, staff_bw):
    press(staff_bw, editor(staff_bw, changed), "action-publish", {"title": "Unser Titel"})
    assert fresh(changed).title == "Unser Titel"
    assert fresh(changed).summary == "Kurz gesagt."
    assert origin_of(changed).pending == 2


def test_saving_by_itself_decides_nothing(changed, staff_bw):
    shown = editor(staff_bw, changed)
    data = fields_of(shown)
    assert len(data["change"]) == 2
    for number in range(2):
        answer = staff_bw.post(
            address(changed), data | {"title": f"Titel {number}"}, HTTP_ACCEPT="application/json"
        )
        assert answer.json()["success"], answer.json()
        data |= {"overwrite_revision_id": str(answer.json()["revision_id"])}
    assert draft(changed).title == "Titel 1"
    assert draft(changed).summary == "Kurz gesagt."
    assert len(waiting(editor(staff_bw, changed))) == 2


def test_preview_changes_nothing(changed, staff_bw):
    shown = editor(staff_bw, changed)
    data = fields_of(shown) | {"follow": "never"}
    preview = f"/admin/pages/{changed.pk}/edit/preview/"
    assert staff_bw.post(preview, data).json()["is_valid"]
    assert staff_bw.get(preview).status_code == 200
    assert origin_of(changed).follow == Follow.ON_DECISION
