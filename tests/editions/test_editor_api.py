"""What the editor of an adapted page is told about pages and files of the other edition."""

import pytest
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Page

from home.models import CustomDocument, CustomImage
from tests.factories.copies import copy_of, page_in, text
from tests.site import login

API = "/admin/api/main"


@pytest.fixture
def staff_bw(visitor):
    return login(visitor, "redaktion-bw@example.org")


@pytest.fixture
def image(site):
    return CustomImage.objects.create(
        title="Rathaus",
        description="Ein Rathaus",
        file=get_test_image_file("rathaus.png"),
        collection=Collection.objects.get(name="NRW"),
    )


@pytest.fixture
def document(site):
    return CustomDocument.objects.create(
        title="Merkblatt",
        file="documents/merkblatt.txt",
        collection=Collection.objects.get(name="NRW"),
    )


@pytest.fixture
def target(nrw):
    return page_in(nrw, slug="ziel", body=text("Ein Ziel."))


@pytest.fixture
def original(nrw, image, document, target):
    card = {"type": "item", "id": "1" * 8 + "-1111-4111-8111-" + "2" * 12}
    body = [
        {"type": "image", "value": {"image": image.pk}},
        {"type": "documents", "value": {"documents": [card | {"value": document.pk}]}},
        {"type": "call_to_action", "value": {"heading": "Los", "page": target.pk}},
    ]
    return page_in(nrw, body=body)


def test_files_of_another_edition_are_not_told(image, document, staff_bw):
    assert staff_bw.get(f"{API}/images/{image.pk}/").status_code == 404
    assert staff_bw.get(f"{API}/documents/{document.pk}/").status_code == 404
    for kind, title in (("images", "Rathaus"), ("documents", "Merkblatt")):
        assert title not in staff_bw.get(f"{API}/{kind}/").content.decode()


def test_files_in_an_original_that_others_adapt_are_not_told(original, image, document, staff_bw):
    copy_of(original, "en-x-nrw", live=False)
    assert staff_bw.get(f"{API}/images/{image.pk}/").status_code == 404
    assert staff_bw.get(f"{API}/documents/{document.pk}/").status_code == 404


def test_files_in_the_original_are_shown_while_it_is_adapted(original, image, document, staff_bw):
    copy_of(original)
    shown = staff_bw.get(f"{API}/images/{image.pk}/").json()
    assert shown["title"] == "Rathaus"
    assert set(shown["thumbnail"]) == {"url", "width", "height"}
    assert staff_bw.get(f"{API}/documents/{document.pk}/").json() == {
        "id": document.pk,
        "title": "Merkblatt",
    }
    # A number that is a picture there says nothing of a document with the same number.
    other = CustomDocument.objects.filter(pk=image.pk).exclude(pk=document.pk)
    assert not other or staff_bw.get(f"{API}/documents/{image.pk}/").status_code == 404


def test_own_files_are_told_as_wagtail_does(image, document, staff_nrw):
    assert staff_nrw.get(f"{API}/images/{image.pk}/").json()["thumbnail"]
    assert staff_nrw.get(f"{API}/documents/{document.pk}/").json()["title"] == "Merkblatt"
    assert "Rathaus" in staff_nrw.get(f"{API}/images/").content.decode()


def test_public_page_of_another_edition_is_named(target, staff_bw):
    Page.objects.filter(pk=target.pk).update(draft_title="Geheim")
    answer = staff_bw.get(f"{API}/pages/{target.pk}/")
    assert answer.json() == {"id": target.pk, "title": "Vorlage"}


def test_draft_of_another_edition_is_not_named(target, staff_bw):
    Page.objects.filter(pk=target.pk).update(live=False)
    assert staff_bw.get(f"{API}/pages/{target.pk}/").status_code == 404
    assert staff_bw.get(f"{API}/pages/1/").status_code == 404
    assert staff_bw.get(f"{API}/pages/999999/").status_code == 404


def test_nothing_can_be_done_with_a_page_of_another_edition(target, staff_bw, bw):
    count = Page.objects.count()
    for action in ("create_alias", "copy", "unpublish", "delete"):
        data = {"destination_page_id": bw.pk}
        answer = staff_bw.post(f"{API}/pages/{target.pk}/action/{action}/", data)
        assert answer.status_code in {403, 404}, action
    assert Page.objects.count() == count


@pytest.mark.parametrize("kind", ["pages", "images", "documents"])
def test_nobody_without_login_is_told_anything(kind, visitor, original, image):
    assert visitor.get(f"{API}/{kind}/{image.pk}/").status_code in {302, 401, 403, 404}
