"""Files that are lost, as after a backup was restored without them."""

from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from PIL import Image as Pillow
from wagtail.models import Collection

from home.models import CustomDocument, CustomImage, CustomRendition
from tests.factories.copies import page_in
from tests.factories.files import encoded, make_video
from tests.site import soup

pytestmark = pytest.mark.sqlite_is_enough("files")


@pytest.fixture
def image(site):
    nrw = Collection.objects.get(name="NRW")
    file = ContentFile(encoded("PNG", (1600, 900)), "markt.png")
    return CustomImage.objects.create(title="Markt", file=file, collection=nrw, description="Markt")


@pytest.fixture
def page(nrw, image):
    return page_in(nrw, body=[{"type": "image", "value": {"image": image.pk, "caption": ""}}])


def pictures(client, page):
    """The answers for all that the pictures of a page name."""
    answer = client.get(page.url)
    assert answer.status_code == 200
    urls = set()
    for each in soup(answer).select("main img, main source"):
        urls |= {part.split()[0] for part in each.get("srcset", "").split(",") if part.strip()}
        urls |= {each["src"]} if each.get("src") else set()
    return {url: client.get(url) for url in urls if "/markt" in url}


def lose(files):
    for each in files:
        Path(each.path).unlink()


def test_lost_renditions_are_made_anew_with_their_next_request(page, image, client):
    before = {url: b"".join(answer) for url, answer in pictures(client, page).items()}
    assert len(before) > 1
    lose(each.file for each in image.renditions.all())
    after = pictures(client, page)
    assert {answer.status_code for answer in after.values()} == {200}
    assert {url: b"".join(answer) for url, answer in after.items()} == before
    for each in image.renditions.all():
        with Pillow.open(BytesIO(Path(each.file.path).read_bytes())) as picture:
            assert picture.size == (each.width, each.height)
    folder = Path(settings.MEDIA_ROOT) / "images"
    assert not [each for each in folder.iterdir() if each.name.startswith(".")]


def test_lost_renditions_of_a_draft_are_made_for_no_stranger(page, image, client):
    urls = list(pictures(client, page))
    page.unpublish()
    rows = list(CustomRendition.objects.filter(image=image))
    lose(row.file for row in rows)
    assert {client.get(url).status_code for url in urls} == {404}
    assert not [row for row in rows if Path(row.file.path).exists()]


def test_lost_original_is_no_failure(page, image, client):
    urls = list(pictures(client, page))
    lose([image.file, *(each.file for each in image.renditions.all())])
    assert {client.get(url).status_code for url in urls} == {404}
    assert client.get(page.url).status_code == 200
    image.renditions.all().delete()
    assert client.get(page.url).status_code == 200


def check():
    out = StringIO()
    try:
        call_command("check_files", stdout=out)
    except CommandError as error:
        return error.returncode, out.getvalue(), str(error)
    return 0, out.getvalue(), ""


def test_missing_and_orphan_files_are_named(page, image, client):
    pictures(client, page)
    video = make_video()
    document = CustomDocument.objects.create(title="Plan", file=ContentFile(b"x", "plan.pdf"))
    before = check()
    orphan = Path(settings.MEDIA_ROOT) / "original_images" / "verwaist.png"
    orphan.parent.mkdir(exist_ok=True)
    orphan.write_bytes(b"x")
    known = [image.file, image.renditions.first().file, document.file, video.file]
    lose(known)
    code, told, error = check()
    orphan.unlink()
    assert code == 1
    for each in known:
        assert f"missing: {each.name} (" in told
        assert each.name not in before[1]
    assert f"home.CustomImage {image.pk}" in told and f"home.CustomMedia {video.pk}" in told
    assert "orphan: original_images/verwaist.png" in told
    assert "files missing" in error


def test_files_that_are_all_there_are_no_fault(image):
    code, told, _error = check()
    assert code == 0 and "0 files missing" in told
