"""A picture whose stored file is damaged or lost takes nothing down; its own page says so."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import Collection

from home.models import CustomDocument, CustomImage
from tests.factories.copies import page_in
from tests.factories.files import encoded, make_video
from tests.site import soup, submit, visible_text

pytestmark = pytest.mark.sqlite_is_enough("what is in a file")

WHOLE = encoded("PNG", (300, 200))
DAMAGES = {
    "head alone": WHOLE[:8],
    "cut off": WHOLE[:-60],
    "JPEG cut off": encoded("JPEG", (300, 200))[:700],
    "no picture any more": b"Guten Tag",
    "empty": b"",
    "lost": None,
}
TOLD = "Dieses Bild lässt sich nicht lesen. Bitte laden Sie es neu hoch."
FORM = "form#w-editor-form"


def damage(path, content):
    path = Path(path)
    path.unlink()
    if content is not None:
        path.write_bytes(content)


def in_nrw(model, content, name):
    nrw = Collection.objects.get(name="NRW")
    return model.objects.create(title="Alt", file=ContentFile(content, name), collection=nrw)


@pytest.fixture
def image(site):
    return in_nrw(CustomImage, WHOLE, "bild.png")


@pytest.fixture(params=DAMAGES)
def damaged(request, image):
    damage(image.file.path, DAMAGES[request.param])
    return image


def address(image):
    return f"/admin/images/{image.pk}/"


@pytest.mark.parametrize("button", [None, "Nach links drehen"])
def test_saving_its_form_says_so_beside_the_field_and_keeps_what_was_typed(
    button, damaged, staff_nrw
):
    assert staff_nrw.get(address(damaged)).status_code == 200
    answer = submit(staff_nrw, address(damaged), {"title": "Neu"}, button=button, form=FORM)
    assert answer.status_code == 200
    document = soup(answer)
    assert TOLD in document.select_one(".w-field__wrapper:has([name=file])").get_text()
    assert document.select_one("[name=title]")["value"] == "Neu"
    stored = CustomImage.objects.get(pk=damaged.pk)
    assert (stored.title, stored.width, stored.height) == ("Alt", 300, 200)


def test_it_can_be_replaced(damaged, staff_nrw):
    new = {"file": SimpleUploadedFile("neu.png", encoded("PNG", (90, 60)))}
    assert submit(staff_nrw, address(damaged), new, form=FORM).status_code == 302
    damaged = CustomImage.objects.get(pk=damaged.pk)
    assert (damaged.width, damaged.height) == (90, 60)


def test_it_can_be_chosen_listed_deleted(damaged, staff_nrw):
    chosen = staff_nrw.get(f"/admin/images/chooser/chosen/{damaged.pk}/")
    assert chosen.json()["result"]["id"] == str(damaged.pk)
    for path in ("", "?layout=list", "chooser/", f"usage/{damaged.pk}/"):
        assert staff_nrw.get(f"/admin/images/{path}").status_code == 200
    assert staff_nrw.get(f"/admin/api/main/images/{damaged.pk}/").status_code == 200
    assert submit(staff_nrw, f"/admin/images/{damaged.pk}/delete/").status_code == 302
    assert not CustomImage.objects.filter(pk=damaged.pk).exists()


def test_page_with_it_can_be_read_edited_and_published(damaged, nrw, staff_nrw):
    value = {"image": damaged.pk, "alt_text": "Ein Rathaus", "caption": ""}
    page = page_in(nrw, body=[{"type": "image", "value": value}])
    assert staff_nrw.get(page.url).status_code == 200
    edit = f"/admin/pages/{page.pk}/edit/"
    answer = submit(
        staff_nrw, edit, button="action-publish", form="form[data-edit-form]", follow=True
    )
    assert answer.status_code == 200 and "veröffentlicht" in visible_text(answer)


@pytest.mark.parametrize("damaged_one", ["file", "original"])
def test_first_file_comes_back_where_it_can_be_read(damaged_one, image, staff_nrw):
    submit(staff_nrw, address(image), button="Nach links drehen", form=FORM)
    image.refresh_from_db()
    damage(getattr(image, damaged_one).path, b"Guten Tag")
    answer = submit(
        staff_nrw, address(image), button="Original zurückholen", form=FORM, follow=True
    )
    image.refresh_from_db()
    if damaged_one == "file":
        assert (image.width, image.height, image.original.name) == (300, 200, "")
    else:
        assert TOLD in visible_text(answer)
        assert (image.width, image.height) == (200, 300)


@pytest.mark.parametrize("content", [b"Guten Tag", b"", None])
def test_titles_of_documents_and_films_with_such_files_can_be_changed(content, site, staff_nrw):
    document, film = in_nrw(CustomDocument, b"%PDF-1.7", "faltblatt.pdf"), make_video()
    for each, path, form in (
        (document, f"/admin/documents/edit/{document.pk}/", FORM),
        (film, f"/admin/media/edit/{film.pk}/", "form[enctype]"),
    ):
        damage(each.file.path, content)
        assert submit(staff_nrw, path, {"title": "Neu"}, form=form).status_code == 302
        each.refresh_from_db()
        assert each.title == "Neu"
