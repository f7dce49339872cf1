"""Files that staff upload, through the CMS as they do it: one alone, and several at once."""

import io
import zipfile
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow
from PIL import ImageSequence
from wagtail.models import Collection

from home.models import CustomDocument, CustomImage
from tests.factories.files import EICAR_LIKE_EXE, HTML, encoded, files
from tests.site import submit, visible_text

pytestmark = pytest.mark.sqlite_is_enough("what is in a file")

AJAX = {"x-requested-with": "XMLHttpRequest"}
GPS, ORIENTATION, MAKER = 0x8825, 0x0112, 0x010F
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def photo():
    """A JPEG as from a telephone: lying on its side, with the place where it was taken."""
    exif = Pillow.Exif()
    exif[ORIENTATION] = 6
    exif[MAKER] = "Telefon"
    exif.get_ifd(GPS).update({1: "N", 2: (51.0, 10.0, 0.0), 3: "E", 4: (7.0, 5.0, 0.0)})
    return encoded(exif=exif, comment=b"Telefon, zu Hause")


def animated(kind):
    frames = [Pillow.new("RGB", (20, 20), colour) for colour in ("red", "green", "blue")]
    buffer = io.BytesIO()
    frames[0].save(buffer, kind, save_all=True, append_images=frames[1:], duration=50)
    return buffer.getvalue()


def huge(side):
    """A PNG of many pixels in a few kilobytes."""
    return encoded("PNG", (side, side), "1")


def with_second_image():
    """What telephones save as .jpg: two pictures in one file."""
    buffer = io.BytesIO()
    first, second = (Pillow.new("RGB", (60, 40), colour) for colour in ("red", "blue"))
    first.save(buffer, "MPO", save_all=True, append_images=[second])
    return buffer.getvalue()


def zipped():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return buffer.getvalue()


BAD_IMAGES = {
    "truncated": ("bild.jpg", encoded(size=(600, 400))[:700]),
    "almost complete": ("bild.jpg", encoded(size=(600, 400))[:-200]),
    "truncated PNG": ("bild.png", encoded("PNG", (300, 300))[:-60]),
    "PNG called JPEG": ("bild.jpg", encoded("PNG")),
    "GIF called PNG": ("bild.png", encoded("GIF")),
    "GIF": ("bild.gif", encoded("GIF")),
    "page called JPEG": ("bild.jpg", HTML),
    "page behind a picture's first bytes": ("bild.jpg", b"\xff\xd8\xff\xe0" + HTML),
    "SVG": ("bild.svg", SVG),
    "SVG called PNG": ("bild.png", SVG),
    "moving PNG": ("bild.png", animated("PNG")),
    "moving WebP": ("bild.webp", animated("WEBP")),
    "too many pixels": ("bild.png", huge(8_000)),
    "far too many pixels": ("bild.png", huge(15_000)),
    "no extension": ("bild", encoded()),
    "two extensions": ("bild.jpg.php", encoded()),
    "empty": ("bild.jpg", b""),
    "NUL bytes": ("bild.jpg", b"\0" * 500),
}
BAD_DOCUMENTS = {
    "page": ("datei.html", HTML),
    "script": ("datei.js", b"alert(1)"),
    "SVG": ("datei.svg", SVG),
    "program": ("datei.exe", EICAR_LIKE_EXE),
    "program called PDF": ("datei.pdf", EICAR_LIKE_EXE),
    "page called PDF": ("datei.pdf", HTML),
    "page called text": ("datei.txt", HTML),
    "page after spaces called text": ("datei.txt", b" \n\t" + HTML),
    "page with a byte order mark called text": ("datei.txt", b"\xef\xbb\xbf" + HTML),
    "program called text": ("datei.csv", EICAR_LIKE_EXE),
    "PDF called Word": ("datei.docx", b"%PDF-1.7\n" + b"x" * 100),
    "damaged Word": ("datei.docx", zipped()[:40]),
    "no extension": ("datei", b"Text"),
    "two extensions": ("datei.pdf.html", b"%PDF-1.7"),
    "empty": ("datei.pdf", b""),
}


@pytest.fixture
def collection(site):
    return Collection.objects.get(name="NRW")


@pytest.fixture
def send(staff_nrw, collection):
    """Upload a file by one of the four ways; return (status, text that staff read)."""

    def upload(kind, way, name, content, title="Titel"):
        if way == "alone":
            data = {"title": title, "file": file(name, content)}
            response = submit(staff_nrw, f"/admin/{kind}/add/", data, form="form[enctype]")
            return response.status_code, visible_text(response)
        data = {"title": title, "files[]": file(name, content), "collection": collection.pk}
        response = staff_nrw.post(f"/admin/{kind}/multiple/add/", data, headers=AJAX)
        answer = response.json() if response.status_code == 200 else {}
        return response.status_code, str(answer.get("error_message", answer))

    return upload


def file(name, content):
    return SimpleUploadedFile(name, content)


def stored(model):
    """What somebody has uploaded, beside the samples."""
    return list(model.objects.exclude(uploaded_by_user=None))


ways = pytest.mark.parametrize("way", ["alone", "several"])


@ways
@pytest.mark.parametrize("name", BAD_IMAGES)
def test_bad_image_is_refused_with_words(name, way, send):
    before = files()
    status, text = send("images", way, *BAD_IMAGES[name])
    assert status == 200
    assert stored(CustomImage) == []
    assert files() == before
    assert is_german_refusal(text), text


@ways
@pytest.mark.parametrize("name", BAD_DOCUMENTS)
def test_bad_document_is_refused_with_words(name, way, send):
    before = files()
    status, text = send("documents", way, *BAD_DOCUMENTS[name])
    assert status == 200
    assert stored(CustomDocument) == []
    assert files() == before
    assert is_german_refusal(text), text


def is_german_refusal(text):
    words = (
        "nicht",
        "zu viele",
        "kein",
        "leer",
        "beschädigt",
        "zu groß",
        "ungültig",
        "unterstützt",
    )
    return any(word in text for word in words) and not any(
        english in text for english in ("This ", "The file", "Not a", "allowed", "Please")
    )


@ways
@pytest.mark.parametrize("kind", ["images", "documents"])
def test_file_that_is_too_big_is_refused(kind, way, send, settings):
    settings.MAX_DOCUMENT_SIZE = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    name, start = ("bild.jpg", encoded()) if kind == "images" else ("datei.pdf", b"%PDF-1.7")
    content = start + b"\0" * settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    status, text = send(kind, way, name, content)
    assert status == 200
    assert "groß" in text
    assert stored(CustomImage) == stored(CustomDocument) == []


@ways
@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("bild.jpg", encoded(), "JPEG"),
        ("bild.JPEG", encoded(), "JPEG"),
        ("bild.png", encoded("PNG", mode="RGBA"), "PNG"),
        ("bild.webp", encoded("WEBP"), "WEBP"),
        ("druck.jpg", encoded(mode="CMYK"), "JPEG"),
        ("telefon.jpg", with_second_image(), "JPEG"),
        ("grau.png", encoded("PNG", mode="LA"), "PNG"),
        ("palette.png", encoded("PNG", mode="P"), "PNG"),
    ],
)
def test_good_image_is_stored_and_shown(name, content, kind, way, send, visitor):
    assert send("images", way, name, content)[0] in {200, 302}
    [image] = stored(CustomImage)
    with Pillow.open(image.file.path) as saved:
        assert saved.format == kind
        assert saved.size == (image.width, image.height) == (60, 40)
    rendition = visitor.get(image.get_rendition("width-40|format-webp").url)
    assert rendition.status_code == 200
    b"".join(rendition.streaming_content)


@ways
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("datei.pdf", b"%PDF-1.7\n%%EOF"),
        ("datei.docx", zipped()),
        ("datei.txt", "Grüße".encode()),
        ("liste.csv", b"a;b\n1;2\n"),
        ("DATEI.PDF", b"%PDF-1.7\n%%EOF"),
    ],
)
def test_good_document_is_stored(name, content, way, send, staff_nrw):
    assert send("documents", way, name, content)[0] in {200, 302}
    [document] = stored(CustomDocument)
    response = staff_nrw.get(document.url)
    assert b"".join(response.streaming_content) == content
    staff_nrw.logout()
    assert staff_nrw.get(document.url).status_code == 404  # no public page links it


@ways
def test_place_and_maker_are_taken_out_of_a_photo_and_it_stands_upright(way, send):
    original = Pillow.open(io.BytesIO(photo()))
    assert original.size == (60, 40)
    assert original.getexif().get_ifd(GPS)
    send("images", way, "telefon.jpg", photo())
    [image] = stored(CustomImage)
    rendition = image.get_rendition("width-40|format-jpeg")
    for path in (image.file.path, rendition.file.path):
        with Pillow.open(path) as saved:
            assert not dict(saved.getexif())
            assert saved.width < saved.height
            assert len(list(ImageSequence.Iterator(saved))) == 1
        assert b"Telefon" not in Path(path).read_bytes()
    assert (image.width, image.height) == (40, 60)


@ways
def test_transparency_is_kept(way, send):
    send("images", way, "logo.png", encoded("PNG", mode="P", transparency=0))
    [image] = stored(CustomImage)
    with Pillow.open(image.file.path) as saved:
        assert saved.convert("RGBA").getpixel((5, 5))[3] == 0


@ways
def test_nothing_hides_behind_the_end_of_an_image(way, send):
    send("images", way, "bild.jpg", encoded() + b"PK\x03\x04" + HTML)
    [image] = stored(CustomImage)
    assert b"script" not in Path(image.file.path).read_bytes()


@ways
@pytest.mark.parametrize("kind", ["images", "documents"])
@pytest.mark.parametrize(
    "stem",
    [
        "a" * 300,
        "ä" * 300,
        "../../../etc/passwd",
        "..\\..\\windows",
        "/etc/passwd",
        '"><script>alert(1)</script>',
        "  ",
        "-rf *",
        "name\nzwei",
        "نص",
        "😀",
        ".htaccess",
        "con",
    ],
)
def test_strange_file_name_does_no_harm(stem, kind, way, send):
    model = CustomImage if kind == "images" else CustomDocument
    name, content = (".jpg", encoded()) if kind == "images" else (".pdf", b"%PDF-1.7\n%%EOF")
    before = files()
    status, _text = send(kind, way, stem + name, content)
    assert status in {200, 302}
    root = Path(django_settings.MEDIA_ROOT).resolve()
    for item in stored(model):
        path = Path(item.file.path).resolve()
        assert path.is_relative_to(root)
        assert path.suffix == name
        assert not set("<>\"'\\\n") & set(path.name)
    for path in files() - before:
        assert path.resolve().is_relative_to(root)


@ways
def test_staff_cannot_upload_into_the_collection_of_the_other_edition(way, staff_nrw):
    foreign = Collection.objects.get(name="BW")
    data = {"title": "Bild", "collection": foreign.pk}
    if way == "alone":
        staff_nrw.post("/admin/images/add/", data | {"file": file("bild.jpg", encoded())})
    else:
        data |= {"files[]": file("bild.jpg", encoded())}
        staff_nrw.post("/admin/images/multiple/add/", data, headers=AJAX)
    assert [image for image in stored(CustomImage) if image.collection == foreign] == []


def test_exchanged_file_is_checked_too(staff_nrw, collection, send):
    send("images", "alone", "bild.jpg", encoded())
    [image] = stored(CustomImage)
    opened = staff_nrw.get(f"/admin/images/{image.pk}/")
    damaged = {"title": "Neu", "file": file("bild.jpg", photo()[:400])}
    response = submit(staff_nrw, opened, damaged, form="#w-editor-form")
    assert response.status_code == 200
    image.refresh_from_db()
    assert image.title == "Titel"
    response = submit(staff_nrw, opened, {"title": "Neu"}, form="#w-editor-form")
    assert response.status_code == 302
    image.refresh_from_db()
    assert image.title == "Neu"
