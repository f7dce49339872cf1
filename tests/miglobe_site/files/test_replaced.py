"""A replaced file keeps its address, and the old one leaves the disk with all made of it."""

import os
import time
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from wagtail.models import Collection, UploadedFile

from home.models import CustomDocument, CustomImage, CustomMedia
from miglobe_site.files import renditions
from tests.factories.copies import page_in, publish, text
from tests.factories.files import MP4, VIDEOS, encoded, files, make_video
from tests.site import submit, visible_text

pytestmark = pytest.mark.sqlite_is_enough("which files lie on the disk")

PDF, NEW_PDF = b"%PDF-1.7 alt", b"%PDF-1.7 neu"
OTHER_MP4 = (VIDEOS / "upright.mp4").read_bytes()


def in_nrw(model, name, content, **fields):
    nrw = Collection.objects.get(name="NRW")
    return model.objects.create(
        title="Alt", file=ContentFile(content, name), collection=nrw, **fields
    )


def replace(client, address, name, content):
    form = "form#w-editor-form" if "/images/" in address or "/documents/" in address else None
    form = form or "form[enctype]"
    return submit(client, address, {"file": SimpleUploadedFile(name, content)}, form=form)


@pytest.mark.parametrize("name", ["faltblatt-2027.pdf", "faltblatt.pdf", "Faltblatt.PDF"])
def test_document_keeps_its_public_address(
    name, nrw, staff_nrw, client, django_capture_on_commit_callbacks
):
    document = in_nrw(CustomDocument, "faltblatt.pdf", PDF)
    link = f'<a linktype="document" id="{document.pk}">Faltblatt</a>'
    page_in(nrw, body=text(link))
    address, before = document.url, files()
    assert b"".join(client.get(address).streaming_content) == PDF
    with django_capture_on_commit_callbacks(execute=True):
        answer = replace(staff_nrw, f"/admin/documents/edit/{document.pk}/", name, NEW_PDF)
    assert answer.status_code == 302
    document.refresh_from_db()
    assert document.url == address
    assert b"".join(client.get(address).streaming_content) == NEW_PDF
    assert files() == before


def test_document_of_another_kind_needs_an_entry_of_its_own(site, staff_nrw):
    document = in_nrw(CustomDocument, "faltblatt.pdf", PDF)
    address = f"/admin/documents/edit/{document.pk}/"
    answer = replace(staff_nrw, address, "faltblatt.txt", b"Text")
    assert "von derselben Art (PDF)" in visible_text(answer)
    assert Path(document.file.path).read_bytes() == PDF


def test_film_keeps_its_public_address(site, staff_nrw):
    video = make_video()
    address, before = video.file.url, files()
    answer = replace(staff_nrw, f"/admin/media/edit/{video.pk}/", "neu.mp4", OTHER_MP4)
    assert answer.status_code == 302
    video = CustomMedia.objects.get(pk=video.pk)
    assert video.file.url == address
    assert files() == before
    assert Path(video.file.path).read_bytes() == OTHER_MP4 != MP4


def test_replaced_picture_leaves_the_disk_with_its_copies(
    nrw, staff_nrw, django_capture_on_commit_callbacks
):
    before = files()
    image = in_nrw(CustomImage, "alt.jpg", encoded(), description="Ein Rathaus")
    image.get_rendition("width-20|format-webp")
    old = files() - before
    assert len(old) == 2
    with django_capture_on_commit_callbacks(execute=True):
        replace(staff_nrw, f"/admin/images/{image.pk}/", "neu.jpg", encoded(size=(30, 30)))
    assert not old & files()
    image.refresh_from_db()
    assert (image.width, image.height) == (30, 30)


def test_copies_of_a_picture_go_when_its_last_page_has_another_one(
    nrw, visitor, django_capture_on_commit_callbacks
):
    image = in_nrw(CustomImage, "alt.png", encoded("PNG"), description="Ein Rathaus")
    block = {"type": "image", "value": {"image": image.pk}}
    page = page_in(nrw, body=[block])
    visitor.get(page.url)
    image.get_rendition("max-165x165")
    with django_capture_on_commit_callbacks(execute=True):
        assert renditions.tidy().startswith("0 ")
    shown = set(image.renditions.exclude(filter_spec="max-165x165"))
    assert shown
    publish(page, body=text("Ohne Bild."))
    with django_capture_on_commit_callbacks(execute=True):
        assert not renditions.tidy().startswith("0 ")
    assert [each.filter_spec for each in image.renditions.all()] == ["max-165x165"]
    assert not [each for each in shown if Path(each.file.path).exists()]


def test_upload_that_nobody_completes_is_deleted(site, staff_nrw):
    before = files()
    foreign = Collection.objects.get(name="BW")
    data = {
        "files[]": SimpleUploadedFile("a.jpg", encoded()),
        "title": "a" * 300,
        "collection": foreign.pk,
    }
    ajax = {"x-requested-with": "XMLHttpRequest"}
    staff_nrw.post("/admin/images/multiple/add/", data, headers=ajax)
    upload = UploadedFile.objects.get()
    call_command("daily", verbosity=0)
    assert UploadedFile.objects.exists()
    long_ago = time.time() - 2 * 24 * 60 * 60
    os.utime(upload.file.path, (long_ago, long_ago))
    call_command("daily", verbosity=0)
    assert not UploadedFile.objects.exists()
    assert files() == before
