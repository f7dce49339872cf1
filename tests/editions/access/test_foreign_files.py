"""Files of another edition get into no page, even by guessing their ids."""

import pytest
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection
from wagtail_localize.models import SegmentOverride

from home.models import CustomDocument, CustomImage
from tests.factories.copies import IMAGE_ID, copy_of, editor, page_in, publish
from tests.factories.pages import edit, page_of
from tests.site import login, submit, visible_text

REFUSAL = "gehört zu einer anderen Ausgabe"


def image_of(edition, title=""):
    return CustomImage.objects.create(
        description="Ein Rathaus",
        title=title or f"Bild {edition}",
        file=get_test_image_file(f"{edition}.png"),
        collection=Collection.objects.get(name=edition),
    )


def document_of(edition):
    return CustomDocument.objects.create(
        title=f"Merkblatt {edition}",
        file="documents/merkblatt.txt",
        collection=Collection.objects.get(name=edition),
    )


def with_image(edition):
    return {"body": [("image", {"image": image_of(edition).pk})]}


def with_document(edition):
    return {"body": [("documents", {"documents": [document_of(edition).pk]})]}


def with_listing_image(edition):
    return {"listing_image": image_of(edition).pk}


WAYS = [with_image, with_document, with_listing_image]


@pytest.mark.parametrize("way", WAYS)
def test_file_of_the_other_edition_is_refused_with_words(way, staff_nrw):
    page = page_of("nrw")
    before = page.latest_revision_id
    response = edit(staff_nrw, page, changes=way("BW"))
    assert REFUSAL in visible_text(response)
    assert page_of("nrw").latest_revision_id == before


@pytest.mark.parametrize("way", WAYS)
def test_own_file_is_taken(way, staff_nrw):
    page = page_of("nrw")
    response = edit(staff_nrw, page, changes=way("NRW"))
    assert response.status_code == 302, visible_text(response)
    assert page_of("nrw").latest_revision_id != page.latest_revision_id


def test_page_keeps_the_file_that_the_administration_gave_it(nrw, staff_nrw):
    image = image_of("BW")
    page = page_of("nrw")
    page.listing_image = image
    page.save_revision()
    assert edit(staff_nrw, page, changes={"summary": "Neu"}).status_code == 302
    assert page_of("nrw").get_latest_revision_as_object().listing_image == image


@pytest.mark.parametrize(("edition", "status"), [("NRW", 201), ("BW", 403)])
def test_translation_takes_images_of_its_own_edition_alone(edition, status, nrw, visitor):
    original = page_in(nrw)
    block = {"type": "image", "value": {"image": image_of("NRW").pk}, "id": IMAGE_ID}
    publish(original, body=[block])
    copy = copy_of(original, "en-x-nrw", live=False)
    client = login(visitor, "redaktion-nrw@example.org")
    [place] = [s for s in editor(client, copy)["segments"] if s["type"] == "synchronised_value"]
    other = CustomImage.objects.create(
        description="Ein Rathaus",
        title="Anderes",
        file=get_test_image_file("anderes.png"),
        collection=Collection.objects.get(name=edition),
    )
    data = encode_multipart(BOUNDARY, {"value": other.pk})
    assert client.put(place["editUrl"], data, MULTIPART_CONTENT).status_code == status
    assert SegmentOverride.objects.filter(data_json__contains=other.pk).exists() is (status == 201)


def test_copy_keeps_the_images_of_its_source_and_takes_no_others(nrw, visitor):
    original = page_in(nrw)
    known = image_of("NRW")
    block = {"type": "image", "value": {"image": known.pk}, "id": IMAGE_ID}
    publish(original, body=[block])
    copy = copy_of(original)
    client = login(visitor, "redaktion-bw@example.org")
    editor_of_copy = f"/admin/pages/{copy.pk}/edit/"
    response = submit(client, editor_of_copy, {"summary": "Neu"}, form="#page-edit-form")
    assert response.status_code == 302
    other = image_of("NRW", "Anderes")
    changes = {"body-0-value-image": other.pk}
    response = submit(client, editor_of_copy, form="#page-edit-form", forged=changes)
    assert "gehört zu einer anderen Ausgabe" in visible_text(response)
    bw = page_of("bw")
    changes = {"listing_image": known.pk}
    response = submit(client, f"/admin/pages/{bw.pk}/edit/", form="#page-edit-form", forged=changes)
    assert response.status_code == 302, "what a copy of theirs shows, staff may use elsewhere"
