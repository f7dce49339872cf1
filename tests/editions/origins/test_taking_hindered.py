"""Taking what waits where others were faster, or where it does not fit."""

import pytest
from wagtail.models import Collection

from home.models import CustomImage
from tests.factories.every_page import image
from tests.factories.origins import (
    ADVICE,
    CLIMATE,
    NEWS,
    SECOND,
    address,
    copied,
    draft,
    editor,
    fresh,
    messages,
    page_in,
    press,
    quote,
    text,
    ticked,
    waiting,
)
from tests.rendered_blocks import errors
from tests.rendered_form import fields_of
from tests.site import soup

# Others were faster


def test_source_that_changed_meanwhile_is_said_and_nothing_is_lost(
    changed, source, commit, staff_bw
):
    shown = editor(staff_bw, changed)
    commit(source, summary="Noch einmal anders.")
    said = press(
        staff_bw, shown, "Übernehmen: Kurzfassung", {"seo_title": "Getippt", "title": "Titel"}
    )
    assert "Die Vorlage hat sich inzwischen geändert. Bitte sehen Sie noch einmal nach." in (
        messages(said)
    )
    assert fields_of(said)["title"] == ["Titel"]
    assert "Noch einmal anders." in waiting(said)["Geändert : Kurzfassung"]
    assert draft(changed).summary == "Kurz gesagt."
    press(staff_bw, said, "Übernehmen: Kurzfassung")
    assert (draft(changed).summary, draft(changed).title) == ("Noch einmal anders.", "Titel")


def test_stale_editor_makes_what_it_overwrites_wait_again(changed, staff_bw):
    stale = editor(staff_bw, changed)
    press(staff_bw, editor(staff_bw, changed), "Angekreuzte übernehmen")
    press(staff_bw, stale, "action-publish", {"title": "Aus dem alten Fenster"})
    assert fresh(changed).summary == "Kurz gesagt."
    assert [*waiting(editor(staff_bw, changed))] == ["Geändert : Kurzfassung", "Neu : Text"]
    press(staff_bw, editor(staff_bw, changed), "Angekreuzte übernehmen")
    assert draft(changed).title == "Aus dem alten Fenster"
    assert draft(changed).summary == "Neu gesagt in BW."


def test_stale_editor_over_a_version_that_was_saved_by_itself(changed, staff_bw):
    """The other window takes into the version that it has saved before: its number is the same."""
    other = editor(staff_bw, changed)
    answer = staff_bw.post(address(changed), fields_of(other), HTTP_ACCEPT="application/json")
    number = answer.json()["revision_id"]
    stale = editor(staff_bw, changed)
    press(staff_bw, other, "Angekreuzte übernehmen", forged={"overwrite_revision_id": str(number)})
    assert draft(changed).latest_revision_id == number
    assert draft(changed).summary == "Neu gesagt in BW."
    press(staff_bw, stale, "action-publish")
    assert fresh(changed).summary == "Kurz gesagt."
    assert len(waiting(editor(staff_bw, changed))) == 2


def test_version_that_is_restored_brings_what_it_knew(changed, staff_bw):
    old = fresh(changed).latest_revision_id
    press(staff_bw, editor(staff_bw, changed), "Angekreuzte übernehmen")
    assert not waiting(editor(staff_bw, changed))
    restore = staff_bw.get(f"/admin/pages/{changed.pk}/revisions/{old}/revert/")
    assert len(waiting(restore)) == 2
    press(staff_bw, editor(staff_bw, changed), "action-publish")  # and somebody saves meanwhile
    press(staff_bw, restore, "action-publish")
    assert fresh(changed).summary == "Kurz gesagt."
    assert len(waiting(editor(staff_bw, changed))) == 2


# What does not fit


def test_summary_that_would_get_too_long_is_refused_at_the_field(source, copy, commit, staff_bw):
    base = "Ein Satz von allen. " + "Viel steht hier schon. " * 6
    source = commit(source, summary=base.strip())
    press(staff_bw, editor(staff_bw, copy), "Übernehmen: Kurzfassung")
    own = base + "Und das ist in Ulm so. " * 5
    commit(draft(copy), summary=own.strip())
    commit(source, summary=f"Ein anderer, sehr viel längerer erster Satz{' von allen' * 5}. "
           + base.partition(". ")[2].strip())  # fmt: skip
    before = fresh(copy).latest_revision_id
    said = press(
        staff_bw, editor(staff_bw, copy), "Satz in Ihren Text einsetzen: Kurzfassung",
        {"title": "Getippt"},
    )  # fmt: skip
    field = soup(said).select_one("[name=summary]").find_parent(class_="w-panel")
    assert "300" in field.get_text()
    assert fields_of(said)["summary"] == [own.strip()]
    assert fields_of(said)["title"] == ["Getippt"]
    assert fresh(copy).latest_revision_id == before
    assert len(waiting(said)) == 1


def test_quote_that_would_get_too_long_is_refused_at_the_field(nrw, bw, commit, staff_bw):
    base = "Ein Satz von Ada. " + "Viel sagt sie hier schon. " * 12
    source = page_in(nrw, text(ADVICE), quote(base.strip()))
    copy = copied(source)
    own = base + "Und das ist in Ulm so. " * 10
    commit(draft(copy), body=[text(ADVICE), quote(own.strip())])
    longer = f"Ein anderer, sehr viel längerer erster Satz{' von allen' * 5}. "
    commit(source, body=[text(ADVICE), quote(longer + base.partition(". ")[2].strip())])
    before = fresh(copy).latest_revision_id
    said = press(
        staff_bw, editor(staff_bw, copy), "Satz in Ihren Text einsetzen: Zitat",
        {"title": "Getippt"},
    )  # fmt: skip
    assert "wäre ein Block länger als erlaubt" in errors(soup(said))
    assert fields_of(said)["body-1-value-text"] == [own.strip()]
    assert fields_of(said)["title"] == ["Getippt"]
    assert fresh(copy).latest_revision_id == before


@pytest.mark.parametrize(
    ("name", "value"),
    [("summary", "x" * 301), ("title", ""), ("body-1-value-text", "x" * 601)],
)
def test_what_staff_type_themselves_is_refused_too_and_nothing_is_taken(
    name, value, nrw, bw, commit, staff_bw
):
    source = page_in(nrw, text(ADVICE), quote("Gut gesagt."))
    copy = copied(source)
    commit(source, body=[text(ADVICE, NEWS), quote("Gut gesagt.")])
    before = fresh(copy).latest_revision_id
    said = press(staff_bw, editor(staff_bw, copy), "Übernehmen: Text", {name: value})
    assert fresh(copy).latest_revision_id == before
    assert fields_of(said)[name] == [value]
    assert len(waiting(said)) == 1
    assert [*waiting(said)] == ticked(said)


def test_picture_of_the_source_may_be_taken(source, copy, commit, staff_bw, bw):
    picture = image("Nur in NRW")
    CustomImage.objects.filter(pk=picture.pk).update(collection=Collection.objects.get(name="NRW"))
    block = {"type": "image", "value": {"image": picture.pk, "caption": ""}, "id": SECOND}
    commit(source, body=[text(ADVICE, CLIMATE), block])
    said = press(staff_bw, editor(staff_bw, copy), "Übernehmen: Bild oder Galerie")
    assert "In den Entwurf übernommene Änderungen: 1." in messages(said)
    assert draft(copy).body[1].value["image"] == picture
    press(staff_bw, editor(staff_bw, copy), "action-publish")
    assert fresh(copy).body[1].value["image"] == picture
