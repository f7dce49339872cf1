"""Before something is deleted, staff read where it is used, as far as they may know."""

import json

import pytest
from django.core.files.base import ContentFile
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Page

from home.models import ContentPage, CustomDocument, CustomImage, CustomMedia, VideoPage
from tests.factories.examples import draft, publish
from tests.site import login, soup, visible_text

UNUSED = "Es wird auf keiner Seite verwendet."


def add(parent, title, live=True, **fields):
    page = ContentPage(title=title, live=live, locale=parent.locale, **fields)
    parent.add_child(instance=page)
    page.save_revision()
    return page


def link(page):
    return {"body": [("text", f'<p><a linktype="page" id="{page.pk}">dort</a></p>')]}


def used_on(client, address):
    """{title: address} of the pages that are named as users, and all that is said."""
    response = client.get(address)
    assert response.status_code == 200
    links = soup(response).select(".help-warning li a")
    return {each.text: each["href"] for each in links}, visible_text(response)


@pytest.fixture
def image(site):
    return CustomImage.objects.create(
        title="Bild",
        description="Rathaus",
        file=get_test_image_file("rathaus.png"),
        collection=Collection.objects.get(name="NRW"),
    )


def deletions(page):
    return (
        f"/admin/pages/{page.pk}/delete/",
        f"/admin/bulk/wagtailcore/page/delete/?id={page.pk}",
    )


def test_page_names_who_links_to_it_and_to_what_is_below(nrw, admin):
    page = add(nrw, "Ziel")
    below = add(page, "Darunter", **link(page))  # goes too: no reason to tell
    one, two = add(nrw, "Erste", **link(page)), add(nrw, "Zweite", **link(below))
    for address in deletions(page):
        found, text = used_on(admin, address)
        assert found == {
            "Erste": f"/admin/pages/{one.pk}/edit/",
            "Zweite": f"/admin/pages/{two.pk}/edit/",
        }
        assert "Erste (NRW – Deutsch)" in text
        assert "Bitte ändern Sie sie vorher." in text


def test_draft_that_waits_is_named_too(nrw, staff_nrw):
    page, other = add(nrw, "Ziel"), add(nrw, "Öffentlich")
    assert UNUSED in used_on(staff_nrw, deletions(page)[0])[1]
    other.body = link(page)["body"]
    other.save_revision()
    found, text = used_on(staff_nrw, deletions(page)[0])
    assert [*found] == ["Öffentlich"] and "Öffentlich (NRW – Deutsch, Entwurf)" in text


def test_page_of_another_edition_is_named_only_where_it_is_public(nrw, bw, visitor):
    page = add(nrw, "Ziel")
    shown = add(bw, "In BW zu lesen", **link(page))
    add(bw, "In BW geheim", live=False, **link(page))
    found, text = used_on(login(visitor, "redaktion-nrw@example.org"), deletions(page)[0])
    assert found == {"In BW zu lesen": shown.url}
    assert "geheim" not in text
    assert "1 Seite einer anderen Ausgabe, die nicht öffentlich ist" in text
    found, _text = used_on(login(visitor, "admin@example.org"), deletions(page)[0])
    assert set(found) == {"In BW zu lesen", "In BW geheim"}


def test_changed_title_of_another_edition_is_not_told(nrw, bw, staff_nrw):
    page = add(nrw, "Ziel")
    other = add(bw, "Alter Titel", **link(page))
    other.title = "Geheimer neuer Titel"
    other.save_revision()
    found, text = used_on(staff_nrw, deletions(page)[0])
    assert [*found] == ["Alter Titel"] and "Geheimer" not in text


def test_picture_names_its_pages(image, nrw, staff_nrw):
    addresses = (
        f"/admin/images/{image.pk}/delete/",
        f"/admin/bulk/home/customimage/delete/?id={image.pk}",
    )
    for address in addresses:
        assert UNUSED in used_on(staff_nrw, address)[1]
    add(nrw, "Mit Bild", body=json.dumps([{"type": "image", "value": {"image": image.pk}}]))
    for address in addresses:
        assert [*used_on(staff_nrw, address)[0]] == ["Mit Bild"]


def test_document_names_its_pages(nrw, staff_nrw):
    document = CustomDocument.objects.create(
        title="Merkblatt",
        file=ContentFile(b"%PDF-1.4", "merkblatt.pdf"),
        collection=Collection.objects.get(name="NRW"),
    )
    body = [("text", f'<p><a linktype="document" id="{document.pk}">Merkblatt</a></p>')]
    add(nrw, "Mit Merkblatt", body=body)
    for address in (
        f"/admin/documents/delete/{document.pk}/",
        f"/admin/bulk/home/customdocument/delete/?id={document.pk}",
    ):
        assert [*used_on(staff_nrw, address)[0]] == ["Mit Merkblatt"]


def test_video_names_its_pages(bw, visitor):
    video = CustomMedia.objects.first()
    CustomMedia.objects.filter(pk=video.pk).update(collection=Collection.objects.get(name="BW"))
    page = VideoPage.objects.get(mp4=video, locale=bw.locale)
    client = login(visitor, "admin@example.org")
    assert page.title in used_on(client, f"/admin/media/delete/{video.pk}/")[0]


def test_municipality_names_its_examples(admin):
    example = publish(draft(title="Aus Bonn"))
    pk = example.municipality_id
    address = f"/admin/snippets/municipalities/municipality/delete/{pk}/"
    assert "Aus Bonn" in used_on(admin, address)[0]


def test_what_is_used_can_be_deleted_all_the_same(nrw, staff_nrw):
    page = add(nrw, "Ziel")
    add(nrw, "Erste", **link(page))
    assert staff_nrw.post(deletions(page)[0]).status_code == 302
    assert not Page.objects.filter(pk=page.pk).exists()
