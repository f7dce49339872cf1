"""Files of another edition get into no page, even by guessing their ids."""

import pytest
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection
from wagtail.test.utils.form_data import streamfield
from wagtail_localize.models import SegmentOverride

from home.models import CustomDocument, CustomImage
from tests.factories.copies import IMAGE_ID, copy_of, editor, page_in, publish
from tests.factories.pages import form, page_of
from tests.site import login, visible_text

REFUSAL = "gehört zu einer anderen Ausgabe"


def image_of(edition):
    return CustomImage.objects.create(
        description="Ein Rathaus",
        title=f"Bild {edition}",
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
    block = {"image": image_of(edition).pk, "alt_text": "", "caption": ""}
    return {"body": streamfield([("image", block)])}


def with_document(edition):
    documents = {"count": "1", "0-deleted": "", "0-order": "0", "0-type": "item", "0-id": ""}
    documents["0-value"] = document_of(edition).pk
    return {"body": streamfield([("documents", {"heading": "", "documents": documents})])}


def with_listing_image(edition):
    return {"listing_image": image_of(edition).pk}


WAYS = [with_image, with_document, with_listing_image]


@pytest.mark.parametrize("way", WAYS)
def test_file_of_the_other_edition_is_refused_with_words(way, staff_nrw):
    page = page_of("nrw")
    before = page.latest_revision_id
    response = staff_nrw.post(f"/admin/pages/{page.pk}/edit/", form(page, **way("BW")))
    assert REFUSAL in visible_text(response)
    assert page_of("nrw").latest_revision_id == before


@pytest.mark.parametrize("way", WAYS)
def test_own_file_is_taken(way, staff_nrw):
    page = page_of("nrw")
    address = f"/admin/pages/{page.pk}/edit/"
    response = staff_nrw.post(address, form(page, **way("NRW")))
    assert response.status_code == 302, visible_text(response)
    assert page_of("nrw").latest_revision_id != page.latest_revision_id


def test_page_keeps_the_file_that_the_administration_gave_it(nrw, staff_nrw):
    image = image_of("BW")
    page = page_of("nrw")
    page.listing_image = image
    page.save_revision()
    data = form(page, summary="Neu", listing_image=image.pk)
    assert staff_nrw.post(f"/admin/pages/{page.pk}/edit/", data).status_code == 302


@pytest.mark.parametrize(("edition", "status"), [("NRW", 403), ("BW", 201)])
def test_adapted_page_takes_images_of_its_own_edition_alone(edition, status, nrw, visitor):
    original = page_in(nrw)
    block = {"type": "image", "value": {"image": image_of("NRW").pk}, "id": IMAGE_ID}
    publish(original, body=[block])
    copy, client = copy_of(original), login(visitor, "redaktion-bw@example.org")
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
