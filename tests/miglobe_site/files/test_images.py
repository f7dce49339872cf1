"""Pictures over HTTP: on show to the public while a page on show refers to them."""

import json

import pytest
from django.core.files.base import ContentFile
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, PageViewRestriction

from home.models import ContentPage, CustomDocument, CustomImage, Partner
from tests.factories.copies import fresh, page_in, text
from tests.site import login

pytestmark = pytest.mark.sqlite_is_enough("files")


@pytest.fixture
def image(site):
    return CustomImage.objects.create(
        description="Ein Rathaus", title="Bild", file=get_test_image_file("geheim.png")
    )


@pytest.fixture
def draft(nrw, image):
    """A page that shows the picture and has never been public."""
    value = {"image": image.pk, "alt_text": "", "caption": ""}
    page = ContentPage(title="Entwurf", slug="entwurf", live=False)
    page.body = json.dumps([{"type": "image", "value": value}])
    nrw.add_child(instance=page)
    page.save_revision()
    return page


def address(image):
    return image.get_rendition("width-40|format-webp").url


def test_image_is_on_show_while_its_page_is(visitor, draft, image):
    assert visitor.get(address(image)).status_code == 404
    draft.get_latest_revision().publish()
    response = visitor.get(address(image))
    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content)
    draft.refresh_from_db()
    draft.unpublish()
    assert visitor.get(address(image)).status_code == 404


def test_image_that_only_the_draft_of_a_public_page_shows_is_not(visitor, draft, image):
    page = ContentPage.objects.get(slug="miglobe", locale=draft.locale)
    page.body = draft.body
    page.save_revision()
    assert visitor.get(address(image)).status_code == 404


def test_staff_see_images_of_drafts_and_nobody_keeps_them(visitor, draft, image):
    login(visitor, "redaktion-nrw@example.org")
    response = visitor.get(address(image))
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"


def test_image_of_a_page_with_a_password_is_not_public(visitor, draft, image):
    draft.get_latest_revision().publish()
    PageViewRestriction.objects.create(page=draft, restriction_type="password", password="x")
    assert visitor.get(address(image)).status_code == 404


def test_image_of_an_edition_that_is_not_on_show_is_not_public(visitor, draft, image, nrw):
    draft.get_latest_revision().publish()
    nrw.refresh_from_db()
    nrw.unpublish()
    assert visitor.get(address(image)).status_code == 404


def test_logo_of_a_partner_is_public(visitor, nrw, image):
    nrw.partners.add(Partner(role="funding", name="Stiftung", logo=image))
    nrw.save_revision().publish()
    assert visitor.get(address(image)).status_code == 200


@pytest.mark.parametrize(
    "way", ["images/social/../{}", "images/./{}", "images//{}", "images/x/../{}"]
)
def test_no_roundabout_way_leads_to_it(way, visitor, draft, image):
    name = address(image).rpartition("/")[2]
    assert visitor.get(f"/media/{way.format(name)}").status_code == 404


def test_originals_are_for_the_staff_of_the_page(visitor, draft, image):
    draft.get_latest_revision().publish()
    assert visitor.get(image.file.url).status_code == 404
    for edition, status in (("nrw", 200), ("bw", 404)):
        login(visitor, f"redaktion-{edition}@example.org")
        assert visitor.get(image.file.url).status_code == status


def test_document_is_on_show_while_a_page_links_to_it(visitor, nrw):
    document = CustomDocument.objects.create(
        title="Merkblatt",
        file=ContentFile(b"Ein Merkblatt.", "merkblatt.txt"),
        collection=Collection.objects.get(name="NRW"),
    )
    link = f'<a linktype="document" id="{document.pk}">Merkblatt</a>'
    page = page_in(nrw, slug="merkblatt", body=text("Noch ohne."))
    page.body = text(link)
    page.save_revision()
    assert visitor.get(document.url).status_code == 404
    page.get_latest_revision().publish()
    assert b"".join(visitor.get(document.url).streaming_content) == b"Ein Merkblatt."
    fresh(page).unpublish()
    for name, status in (("redaktion-nrw", 200), ("redaktion-bw", 404)):
        login(visitor, f"{name}@example.org")
        assert visitor.get(document.url).status_code == status
