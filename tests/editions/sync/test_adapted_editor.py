"""The editor of a page taken over: own wording is marked, saved and published without loss."""

import pytest
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection
from wagtail_localize.models import SegmentOverride, StringTranslation

from home.models import CustomDocument, CustomImage
from tests.factories.copies import (
    IMAGE_ID,
    changes,
    copy_of,
    draft,
    editor,
    fresh,
    page_in,
    publish,
    save_text,
    segment,
    text,
    texts,
    translation_of,
    wording,
    write,
)
from tests.site import login, visible_text

pytestmark = pytest.mark.sqlite_is_enough("a form of the CMS")

FIRST = "Wir beraten Kommunen in NRW."
SECOND = "Die Beratung ist kostenlos."
REWORDED = "Wir beraten nun alle Kommunen in NRW."
OWN = "Im Ländle beraten wir Städte und Gemeinden."


@pytest.fixture
def page(nrw):
    return page_in(nrw, body=text(FIRST, SECOND))


@pytest.fixture
def copy(page):
    return copy_of(page)


@pytest.fixture
def staff_bw(visitor):
    return login(visitor, "redaktion-bw@example.org")


def press_publish(client, copy):
    return client.post(f"/admin/pages/{copy.pk}/edit/", {"action": "publish"}, follow=True)


def test_own_wording_that_was_carried_over_is_marked(page, copy, staff_bw):
    write(copy, FIRST, OWN)
    publish(page, body=text(REWORDED, SECOND))
    [shown] = [t for t in editor(staff_bw, copy)["initialStringTranslations"] if t["data"] == OWN]
    assert shown["comment"] == "Regionaler Text behalten – bitte prüfen"
    assert not shown["error"]


def test_saving_the_text_by_hand_clears_the_mark(page, copy, staff_bw):
    write(copy, FIRST, OWN)
    publish(page, body=text(REWORDED, SECOND))
    editor(staff_bw, copy)
    answer = save_text(staff_bw, copy, segment(copy, REWORDED).pk, "Im Ländle beraten wir alle.")
    assert answer.status_code == 200
    assert answer.json()["comment"].startswith("Von Hand geschrieben")
    assert not changes(copy)


def test_editor_that_was_open_before_the_change_loses_no_text(page, copy, staff_bw):
    editor(staff_bw, copy)
    place = segment(copy, FIRST).pk
    publish(page, body=text("Neu davor.", REWORDED, SECOND))
    assert save_text(staff_bw, copy, place, OWN).status_code == 200
    assert wording(copy, REWORDED).data == OWN
    assert wording(copy, REWORDED).get_comment() == "Regionaler Text behalten – bitte prüfen"
    assert [change.new_text for change in changes(copy).filter(carried=True)] == [REWORDED]


def test_published_from_the_editor(page, copy, staff_bw):
    save_text(staff_bw, copy, segment(copy, FIRST).pk, OWN)
    answer = press_publish(staff_bw, copy)
    assert "„Vorlage“ ist veröffentlicht." in visible_text(answer)
    assert texts(fresh(copy)) == [OWN, SECOND]
    assert fresh(copy).live_revision.user.email == "redaktion-bw@example.org"


def test_text_with_a_fault_is_not_replaced_by_that_of_the_original(page, copy, staff_bw):
    save_text(staff_bw, copy, segment(copy, FIRST).pk, OWN)
    press_publish(staff_bw, copy)
    publish(page, body=text(REWORDED, SECOND))
    answer = save_text(staff_bw, copy, segment(copy, REWORDED).pk, "<h1>Im Ländle</h1>")
    assert "nicht möglich" in answer.json()["error"]
    answer = press_publish(staff_bw, copy)
    assert "enthält einen Fehler" in visible_text(answer)
    assert texts(fresh(copy)) == [OWN, SECOND]


def test_title_that_is_too_long_is_said_beside_it(page, copy, staff_bw):
    answer = save_text(staff_bw, copy, segment(copy, "Vorlage").pk, "x" * 300).json()
    assert answer["error"] == "Bitte kürzen Sie den Text auf 255 Zeichen."
    assert answer["data"] == "x" * 300  # stays in the editor
    assert wording(copy, "Vorlage").data == "Vorlage"


def test_text_that_does_not_fit_its_field_is_said_and_nothing_is_published(page, copy, staff_bw):
    place = segment(copy, "Vorlage")
    own = {"context": place.context, "translation_of": place.string, "locale": copy.locale}
    publish(page, body=text(REWORDED, SECOND))
    StringTranslation.objects.filter(**own).update(data="x" * 300)  # as from a PO file
    assert "Titel: " in visible_text(press_publish(staff_bw, copy))
    assert texts(fresh(copy))[0] == "Wir beraten Kommunen in BW."


def test_nonsense_is_refused(page, copy, staff_bw):
    address = f"/admin/localize/translate/{translation_of(copy).pk}/strings"
    place = segment(copy, FIRST).pk
    for body, kind in (
        ({"value": "x"}, "application/json"),
        (b"", MULTIPART_CONTENT),
        (b"x", MULTIPART_CONTENT),
        (encode_multipart(BOUNDARY, {"other": "x"}), MULTIPART_CONTENT),
    ):
        assert staff_bw.put(f"{address}/{place}/edit/", body, kind).status_code == 400
    assert save_text(staff_bw, copy, 0, "x").status_code == 404


def test_emptied_text_is_proposed_anew(page, copy, staff_bw):
    save_text(staff_bw, copy, segment(copy, FIRST).pk, OWN)
    address = f"/admin/localize/translate/{translation_of(copy).pk}/strings"
    assert staff_bw.delete(f"{address}/{segment(copy, FIRST).pk}/edit/").status_code == 200
    press_publish(staff_bw, copy)
    assert texts(fresh(copy)) == ["Wir beraten Kommunen in BW.", SECOND]


def test_staff_of_the_original_neither_save_nor_publish(page, copy, staff_nrw):
    place = segment(copy, FIRST).pk
    assert save_text(staff_nrw, copy, place, "Fremd").status_code == 403
    revisions = copy.revisions.count()
    press_publish(staff_nrw, copy)
    assert copy.revisions.count() == revisions
    assert wording(copy, FIRST).data != "Fremd"


def test_locked_page_is_not_published(page, copy, staff_bw):
    copy.locked, copy.locked_by = True, None
    copy.save()
    revisions = copy.revisions.count()
    press_publish(staff_bw, copy)
    assert copy.revisions.count() == revisions


def test_image_of_its_own_stays_when_the_original_changes(nrw, staff_bw):
    collection = Collection.objects.get(name="BW")
    one, two, own = (
        CustomImage.objects.create(
            description="Ein Rathaus",
            title=title,
            file=get_test_image_file(f"{title}.png"),
            collection=collection,
        )
        for title in ("eins", "zwei", "eigenes")
    )
    image = {
        "type": "image",
        "value": {"image": one.pk},
        "id": IMAGE_ID,
    }
    page = page_in(nrw, body=[*text(FIRST), image])
    copy, plain = copy_of(page), copy_of(page, "en-x-nrw")
    [place] = [s for s in editor(staff_bw, copy)["segments"] if s["type"] == "synchronised_value"]
    assert place["location"]["widget"] == {"type": "image_chooser"}
    staff_bw.put(place["editUrl"], encode_multipart(BOUNDARY, {"value": own.pk}), MULTIPART_CONTENT)
    assert SegmentOverride.objects.count() == 1
    press_publish(staff_bw, copy)
    assert fresh(copy).body[1].value["image"] == own
    image["value"] = {"image": two.pk}
    publish(page, body=[*text(FIRST), image])
    assert draft(copy).body[1].value["image"] == own
    assert not changes(copy)
    assert draft(plain).body[1].value["image"] == two
    [change] = changes(plain)
    assert (change.old_text, change.new_text) == ("eins", "zwei")


def test_other_document_link_and_setting_of_the_original_are_named(nrw):
    one, two = (
        CustomDocument.objects.create(title=title, file="documents/x.txt")
        for title in ("Alt", "Neu")
    )
    item = {"type": "item", "id": IMAGE_ID}

    def body(document, link):
        documents = {"documents": [item | {"value": document.pk}]}
        listed = {"type": "documents", "value": documents, "id": IMAGE_ID}
        return [*text(f'Mehr <a href="{link}">dort</a>.'), listed]

    page = page_in(nrw, body=body(one, "https://example.org/alt"))
    copy = copy_of(page)
    publish(page, body=body(two, "https://example.org/neu"), noindex=True)
    assert {(change.old_text, change.new_text) for change in changes(copy)} == {
        ("Alt", "Neu"),
        ("https://example.org/alt", "https://example.org/neu"),
        ("Nein", "Ja"),
    }
    publish(page, body=body(one, "https://example.org/alt"), noindex=False)
    assert not changes(copy)


def test_link_of_its_own_stays_when_the_original_has_another(nrw, staff_bw):
    page = page_in(nrw, body=text('Mehr <a href="https://example.org/alt">dort</a>.'))
    copy = copy_of(page)
    [place] = [s for s in editor(staff_bw, copy)["segments"] if s["type"] == "synchronised_value"]
    own = encode_multipart(BOUNDARY, {"value": "https://example.org/bw"})
    staff_bw.put(place["editUrl"], own, MULTIPART_CONTENT)
    publish(page, body=text('Mehr <a href="https://example.org/neu">dort</a>.'))
    assert "https://example.org/bw" in str(draft(copy).body)
    assert not changes(copy)
