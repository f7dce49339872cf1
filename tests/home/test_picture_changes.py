"""Pictures in the CMS: which are taken, and how staff turn and crop them."""

import io
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow
from wagtail.models import Collection

from home.models import CustomImage
from tests.factories.copies import page_in
from tests.factories.files import encoded, files
from tests.factories.photos import LEFT, RIGHT, photo
from tests.site import login, soup, submit, visible_text

pytestmark = pytest.mark.sqlite_is_enough("what is in a picture")
FORM = "form#w-editor-form"
TURN_LEFT, TURN_RIGHT, FOCUS = (
    "Nach links drehen",
    "Nach rechts drehen",
    "Auf den Fokusbereich zuschneiden",
)
CUT, RESTORE = "Abschneiden", "Original zurückholen"


@pytest.fixture
def image(site):
    """800 × 600 pixels, red at its left and blue at its right."""
    return CustomImage.objects.create(
        title="Zwei Hälften",
        description="Rot und blau",
        file=ContentFile(photo("PNG"), "haelften.png"),
        collection=Collection.objects.get(name="NRW"),
    )


def address(image):
    return f"/admin/images/{image.pk}/"


@pytest.fixture
def press(staff_nrw, image, django_capture_on_commit_callbacks):
    def press(button, **changes):
        with django_capture_on_commit_callbacks(execute=True):
            answer = submit(
                staff_nrw, address(image), changes, button=button, form=FORM, follow=True
            )
        image.refresh_from_db()
        return answer

    return press


def picture(image):
    return Pillow.open(Path(image.file.path)).convert("RGB")


def focus_on(image, *place):
    image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = (
        place
    )
    image.save()


@pytest.mark.parametrize(
    ("button", "top", "bottom", "place"),
    [
        (TURN_LEFT, RIGHT, LEFT, (150, 700, 60, 100)),
        (TURN_RIGHT, LEFT, RIGHT, (450, 100, 60, 100)),
    ],
)
def test_picture_is_turned_with_its_focal_area(button, top, bottom, place, image, press):
    focus_on(image, 100, 150, 100, 60)
    answer = press(button)
    assert answer.request["PATH_INFO"] == address(image)  # to turn it once more
    assert (image.width, image.height) == (600, 800)
    turned = picture(image)
    assert (turned.size, turned.getpixel((300, 10)), turned.getpixel((300, 790))) == (
        (600, 800),
        top,
        bottom,
    )
    area = (image.focal_point_x, image.focal_point_y)
    assert (*area, image.focal_point_width, image.focal_point_height) == place


def test_turning_four_times_gives_the_same_picture(image, press):
    before = picture(image).tobytes()
    for _time in range(4):
        press(TURN_RIGHT)
    assert picture(image).tobytes() == before


def test_edges_are_cut_off(image, press):
    focus_on(image, 700, 300, 100, 100)
    press(CUT, cut_left="50", cut_bottom="10")
    assert picture(image).size == (image.width, image.height) == (400, 540)
    assert {colour for _n, colour in picture(image).getcolors()} == {RIGHT}
    assert (image.focal_point_x, image.focal_point_y) == (300, 300)


def test_picture_is_cropped_to_its_focal_area(image, press):
    focus_on(image, 200, 300, 100, 80)
    press(FOCUS)
    assert picture(image).size == (100, 80)
    assert {colour for _n, colour in picture(image).getcolors()} == {LEFT}
    assert not image.has_focal_point()


@pytest.mark.parametrize(
    ("button", "changes", "words"),
    [
        (FOCUS, {}, "ziehen Sie zuerst einen Rahmen"),
        (CUT, {}, "wie viel abgeschnitten werden soll"),
        (CUT, {"cut_left": "60", "cut_right": "40"}, "bliebe nichts übrig"),
        (CUT, {"cut_left": "-5"}, "größer oder gleich 0"),
        (CUT, {"cut_left": "viel"}, "ganze Zahl"),
        (CUT, {"cut_top": "9" * 50}, "kleiner oder gleich 90"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_lost(button, changes, words, image, press):
    before = image.file.name
    answer = press(button, title="Getippt", **changes)
    assert words in visible_text(answer)
    assert soup(answer).select_one("[name=title]")["value"] == "Getippt"
    for name, value in changes.items():
        assert soup(answer).select_one(f"[name={name}]")["value"] == value
    assert (image.file.name, image.title) == (before, "Zwei Hälften")


def test_what_else_was_typed_is_saved_too(image, press):
    press(TURN_LEFT, title="Neuer Titel")
    assert image.title == "Neuer Titel"


def test_file_and_copies_are_renewed_wherever_the_picture_stands(nrw, image, press, visitor):
    page = page_in(nrw, body=[{"type": "image", "value": {"image": image.pk}}])
    before = visible_pictures(visitor, page)
    old = {Path(each.file.path) for each in image.renditions.all()}
    assert old
    press(TURN_LEFT)
    assert not old & files()
    now = visible_pictures(visitor, page)
    assert not before & now
    response = visitor.get(min(now))
    shown = Pillow.open(io.BytesIO(b"".join(response.streaming_content)))
    assert shown.height > shown.width


def visible_pictures(client, page):
    return {img["src"] for img in soup(client.get(page.url)).select(".page__body img")}


def test_original_comes_back_after_any_number_of_changes(image, press, staff_nrw):
    assert RESTORE not in visible_text(staff_nrw.get(address(image)))
    first, before = Path(image.file.path), picture(image).tobytes()
    everything = files()
    press(TURN_LEFT)
    press(CUT, cut_left="20")
    assert first.exists()
    originals = {path for path in files() - everything if "original_images" in str(path)}
    assert originals == {Path(image.file.path)}  # nothing between the first and the last
    press(RESTORE)
    assert (image.width, image.height) == (800, 600)
    assert picture(image).tobytes() == before
    assert Path(image.file.path) == first
    assert not originals & files()
    assert not image.original


@pytest.mark.parametrize("way", ["another picture", "deleted"])
def test_kept_original_leaves_the_disk(way, image, press, django_capture_on_commit_callbacks):
    first = Path(image.file.path)
    press(TURN_LEFT)
    if way == "deleted":
        with django_capture_on_commit_callbacks(execute=True):
            image.delete()
    else:
        press(None, file=SimpleUploadedFile("neu.png", encoded("PNG")))
        assert not image.original
    assert not first.exists()


def test_kept_original_has_no_address(image, press, staff_nrw, visitor):
    kept = image.file.url
    press(TURN_LEFT)
    assert staff_nrw.get(kept).status_code == 404


def test_staff_of_another_edition_turn_nothing(image, visitor):
    client = login(visitor, "redaktion-bw@example.org")
    before = image.file.name
    client.post(address(image), {"change": "left", "title": "Fremd"})
    image.refresh_from_db()
    assert (image.file.name, image.title) == (before, "Zwei Hälften")


def test_picture_that_code_has_stored_as_another_kind_is_said_to_be_unreadable(image, press):
    image.file = ContentFile(encoded("GIF"), "alt.gif")
    image.save()
    assert "lässt sich nicht lesen" in visible_text(press(TURN_LEFT))


def send(client, name, content):
    data = {"title": "", "files[]": SimpleUploadedFile(name, content)}
    data["collection"] = Collection.objects.get(name="NRW").pk
    ajax = {"x-requested-with": "XMLHttpRequest"}
    return client.post("/admin/images/multiple/add/", data | {"title": "Bild"}, headers=ajax).json()


def grey_16():
    """16 bits of grey, from black at its left to white at its right."""
    picture = Pillow.new("I;16", (256, 4))
    picture.putdata([value * 257 for value in range(256)] * 4)
    target = io.BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()


@pytest.mark.parametrize("kind", ["16 bits of grey", "print"])
def test_picture_that_screens_do_not_know_is_converted(kind, site, staff_nrw):
    data = grey_16() if kind != "print" else encoded("JPEG", (256, 4), "CMYK")
    answer = send(staff_nrw, "bild.png" if kind != "print" else "bild.jpg", data)
    image = CustomImage.objects.get(pk=answer["image_id"])
    stored = Pillow.open(image.file.path)
    assert stored.mode == ("L" if kind != "print" else "RGB")
    if kind != "print":
        assert [stored.getpixel((x, 0)) for x in (0, 64, 128, 255)] == [0, 64, 128, 255]
    copy = Pillow.open(image.get_rendition("width-64|format-webp").file.path)
    assert copy.size[0] == 64


def test_heic_is_taken_as_in_the_advisors_area(site, staff_nrw):
    answer = send(staff_nrw, "IMG_1.heic", photo("HEIF"))
    image = CustomImage.objects.get(pk=answer["image_id"])
    assert image.file.name.endswith(".jpg")
    assert Pillow.open(image.file.path).format == "JPEG"
    assert (image.width, image.height) == (800, 600)
    form = soup(staff_nrw.get("/admin/images/add/"))
    assert "image/heic" in form.select_one("[name=file]")["accept"]
    assert "HEIC" in form.get_text()
