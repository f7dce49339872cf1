"""Videos in the media library: what may be uploaded, what is read from it, and who gets at it."""

import io
import random
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import Collection

from home.models import CustomMedia
from home.videos.container import UnplayableError, VideoInfo, read_video
from tests.factories.files import (
    EICAR_LIKE_EXE,
    HTML,
    MP4,
    VIDEOS,
    WEBM,
    encoded,
    files,
    make_video,
)
from tests.site import login, soup, submit, visible_text

pytestmark = pytest.mark.sqlite_is_enough("how a film is read and sent")

NOT_A_VIDEO, DAMAGED = "weder ein MP4- noch ein WebM-Video", "beschädigt oder unvollständig"
NOT_EVERYWHERE = "nicht jeder Browser abspielen"
BAD = {
    "page": ("film.mp4", HTML, NOT_A_VIDEO),
    "page behind a film's first bytes": ("film.mp4", MP4[:12] + HTML, DAMAGED),
    "picture": ("film.mp4", encoded(), NOT_A_VIDEO),
    "program": ("film.webm", EICAR_LIKE_EXE, NOT_A_VIDEO),
    "NUL bytes": ("film.mp4", b"\0" * 500, NOT_A_VIDEO),
    "only the first bytes": ("film.mp4", MP4[:12], DAMAGED),
    "MP4 without its end": ("film.mp4", MP4[:-200], DAMAGED),
    "MP4 without its data": ("film.mp4", MP4[:-1], DAMAGED),
    "WebM without its end": ("film.webm", WEBM[:-20], DAMAGED),
    "WebM without pictures": ("film.webm", WEBM[:300], DAMAGED),
    "audio alone": ("audio.mp4", (VIDEOS / "audio.mp4").read_bytes(), "kein bewegtes Bild"),
    "fragments": ("film.mp4", (VIDEOS / "fragments.mp4").read_bytes(), DAMAGED),
    "no length": ("film.webm", (VIDEOS / "without_length.webm").read_bytes(), DAMAGED),
    "QuickTime": ("film.mp4", (VIDEOS / "quicktime.mov").read_bytes(), NOT_A_VIDEO),
    "Matroska": ("film.webm", (VIDEOS / "matroska.mkv").read_bytes(), NOT_A_VIDEO),
    "H.265": ("film.mp4", (VIDEOS / "hevc.mp4").read_bytes(), NOT_EVERYWHERE),
    "ten bits a colour": ("film.mp4", (VIDEOS / "ten_bits.mp4").read_bytes(), NOT_EVERYWHERE),
    "AC-3": ("film.mp4", (VIDEOS / "ac3.mp4").read_bytes(), NOT_EVERYWHERE),
    "empty": ("film.mp4", b"", "leer"),
}


ADD = "/admin/media/video/add/"


def upload(client, way, name, content, collection="NRW", title="Titel"):
    """Upload by the form of its own, or in the dialog of a page; return (status, text)."""
    prefix = "" if way == "alone" else "media-chooser-upload-"
    data = {f"{prefix}title": title, f"{prefix}file": SimpleUploadedFile(name, content)}
    forged = {f"{prefix}collection": Collection.objects.get(name=collection).pk}
    if way == "alone":
        response = submit(client, ADD, data, form="form[enctype]", forged=forged)
    else:
        response = client.post("/admin/media/video/chooser/upload/", data | forged)
    is_page = response.headers["Content-Type"].startswith("text/html")
    return response.status_code, visible_text(response) if is_page else response.json()


def words(text):
    return text if isinstance(text, str) else text.get("html", str(text))


@pytest.fixture
def site(site):
    """Without the sample film in the library."""
    CustomMedia.objects.all().delete()


ways = pytest.mark.parametrize("way", ["alone", "in a dialog"])


@pytest.mark.parametrize(
    ("name", "info"),
    [
        ("good.mp4", VideoInfo("mp4", 1.2, 64, 36)),
        ("faststart.mp4", VideoInfo("mp4", 1.2, 64, 36)),
        ("upright.mp4", VideoInfo("mp4", 1.2, 36, 64)),
        ("good.webm", VideoInfo("webm", 1.208, 64, 36)),
    ],
)
def test_length_and_size_are_read_from_the_file(name, info):
    with (VIDEOS / name).open("rb") as file:
        assert read_video(file) == info


@pytest.mark.parametrize("content", [MP4, WEBM], ids=["MP4", "WebM"])
def test_damaged_files_are_read_or_refused_and_nothing_else(content):
    chance = random.Random(7)
    read = 0
    for _attempt in range(2_000):
        damaged = bytearray(content)
        for _byte in range(chance.randint(1, 12)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            read += bool(read_video(io.BytesIO(bytes(damaged))))
        except UnplayableError as error:
            assert str(error)
    assert 0 < read < 2_000


@ways
@pytest.mark.parametrize("name", BAD)
def test_bad_video_is_refused_with_words(name, way, site, staff_nrw):
    before = files()
    file_name, content, refusal = BAD[name]
    status, text = upload(staff_nrw, way, file_name, content)
    assert status == 200
    assert refusal in words(text)
    assert words(text).count(refusal) == 1
    assert not CustomMedia.objects.exists()
    assert files() == before


@ways
def test_video_that_is_too_big_is_refused(way, site, staff_nrw, settings):
    settings.MAX_VIDEO_SIZE = len(MP4) - 1
    _status, text = upload(staff_nrw, way, "film.mp4", MP4)
    assert "zu groß" in words(text)
    assert not CustomMedia.objects.exists()


@ways
@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [("film.mp4", MP4, "mp4"), ("film.webm", WEBM, "webm"), ("film.MOV", MP4, "mp4")],
)
def test_good_video_is_stored_as_what_it_is(name, content, kind, way, site, staff_nrw):
    status, _text = upload(staff_nrw, way, name, content)
    assert status in {200, 302}
    video = CustomMedia.objects.get()
    assert Path(video.file.path).read_bytes() == content
    assert Path(video.file.name).suffix == f".{kind}"
    assert (video.width, video.height, video.file_size) == (64, 36, len(content))
    assert video.duration == pytest.approx(1.2, abs=0.01)
    assert video.collection.name == "NRW"
    text = visible_text(staff_nrw.get(f"/admin/media/edit/{video.pk}/"))
    assert "64 × 36 Pixel" in text and "0:01" in text


@ways
@pytest.mark.parametrize(
    "stem",
    ["a" * 200, "../../../etc/passwd", "..\\..\\windows", '"><script>alert(1)</script>', "  ",
     "-rf *", "name\nzwei", "نص", "😀", ".htaccess"],
)  # fmt: skip
def test_strange_file_name_does_no_harm(stem, way, site, staff_nrw):
    status, _text = upload(staff_nrw, way, f"{stem}.mp4", MP4)
    assert status in {200, 302}
    root = Path(django_settings.MEDIA_ROOT).resolve()
    for video in CustomMedia.objects.all():
        path = Path(video.file.path).resolve()
        assert path.is_relative_to(root / "media")
        assert path.suffix == ".mp4"
        assert not set("<>\"'\\\n") & set(path.name)
        assert staff_nrw.get(video.file.url).status_code == 200


def test_exchanged_file_is_checked_and_stays_of_its_kind(site, staff_nrw):
    video = make_video()
    opened = staff_nrw.get(f"/admin/media/edit/{video.pk}/")
    for name, content, refusal in (
        ("film.mp4", HTML, NOT_A_VIDEO),
        ("film.webm", WEBM, "von derselben Art (MP4)"),
    ):
        data = {"title": "Neu", "file": SimpleUploadedFile(name, content)}
        response = submit(staff_nrw, opened, data, form="form[enctype]")
        assert refusal in visible_text(response)
        assert Path(CustomMedia.objects.get().file.path).read_bytes() == MP4
    upright = (VIDEOS / "upright.mp4").read_bytes()
    data = {"title": "Neu", "file": SimpleUploadedFile("neu.mp4", upright)}
    submit(staff_nrw, opened, data, form="form[enctype]")
    video = CustomMedia.objects.get()
    assert (video.title, video.width, video.height) == ("Neu", 36, 64)
    assert Path(video.file.path).read_bytes() == upright


def test_audio_alone_is_not_offered(site, staff_nrw):
    make_video()
    for address in ("audio/add/", "media/add/", "audio/chooser/upload/", "chooser/audio/"):
        assert staff_nrw.get(f"/admin/media/{address}").status_code == 404, address
        assert staff_nrw.post(f"/admin/media/{address}").status_code == 404, address
    for address in ("", "chooser/video/", "video/add/"):
        response = staff_nrw.get(f"/admin/media/{address}")
        assert "audio" not in response.content.decode().lower().replace("media", ""), address


def addresses(video):
    return [
        *(f"/admin/media/{action}/{video.pk}/" for action in ("edit", "delete", "usage")),
        f"/admin/media/chooser/{video.pk}/",
    ]


@pytest.mark.parametrize(("own", "other"), [("NRW", "BW"), ("BW", "NRW")])
def test_staff_change_videos_of_their_edition_only(own, other, site, client):
    login(client, f"redaktion-{own.lower()}@example.org")
    mine, foreign = make_video(own, "mein.mp4"), make_video(other, "geheim.mp4")
    CustomMedia.objects.filter(pk=foreign.pk).update(title="Geheimer Film")
    for address in addresses(mine):
        assert client.get(address).status_code == 200, address
    for address in addresses(foreign):
        for answer in (client.get(address), client.post(address, {"title": "X"})):
            assert answer.status_code == 302, address
            assert "Geheim" not in answer.content.decode()
    for address in ("", "?q=Film", "chooser/video/", "chooser/video/?q=Film"):
        content = client.get(f"/admin/media/{address}").content.decode()
        assert mine.filename in content and "geheim" not in content.lower(), address
    assert CustomMedia.objects.get(pk=foreign.pk).title == "Geheimer Film"


def test_contributor_reads_where_own_videos_are_used_and_not_those_of_others(site, client):
    """Who may add videos to a collection changes none that others have added to it."""
    contributor = get_user_model().objects.get(email="mitarbeit-nrw@example.org")
    client.force_login(contributor)
    own, foreign = make_video(name="eigen.mp4"), make_video(name="fremd.mp4")
    CustomMedia.objects.filter(pk=own.pk).update(uploaded_by_user=contributor)
    statuses = [client.get(f"/admin/media/usage/{pk}/").status_code for pk in (own.pk, foreign.pk)]
    assert statuses == [200, 302]


@ways
def test_staff_cannot_upload_into_the_collection_of_the_other_edition(way, site, staff_nrw):
    upload(staff_nrw, way, "film.mp4", MP4, collection="BW")
    assert not CustomMedia.objects.filter(collection__name="BW").exists()


def test_somebody_without_login_sees_no_video_in_the_cms(site, client):
    for address in ("/admin/media/", "/admin/media/video/add/", *addresses(make_video())):
        assert client.get(address).headers["Location"].startswith("/admin/login/"), address


@pytest.mark.parametrize(
    "query",
    ["collection_id=abc", "collection_id=-1", "collection_id=99999999999999999999999", "p=abc",
     "p=-3", "ordering=x'", "q=" + "wort " * 200, "q=%22%20OR%20NEAR(", "tag=<b>",
     "collection_id=%F0%9F%98%80"],
)  # fmt: skip
@pytest.mark.parametrize("address", ["/admin/media/", "/admin/media/chooser/video/"])
def test_hostile_query_is_no_error(address, query, site, staff_nrw):
    assert staff_nrw.get(f"{address}?{query}").status_code in {200, 404}


def test_file_of_a_video_that_no_page_shows_is_for_staff_of_its_edition(site, client):
    url = make_video().file.url
    assert client.get(url).status_code == 404
    assert login(client, "redaktion-bw@example.org").get(url).status_code == 404
    response = login(client, "redaktion-nrw@example.org").get(url)
    assert b"".join(response.streaming_content) == MP4
    assert response.headers["Content-Type"] == "video/mp4"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "private" in response.headers["Cache-Control"]
    assert "attachment" not in response.headers.get("Content-Disposition", "")


@pytest.mark.parametrize(
    "path",
    ["media/", "media/gibt-es-nicht.mp4", "media/../../db.sqlite3", "media/%2e%2e/secret_key",
     "media//etc/passwd", "media_thumbnails/x.png"],
)  # fmt: skip
def test_no_path_leads_out_of_the_videos(path, admin):
    assert admin.get(f"/media/{path}").status_code in {301, 400, 404}


def test_video_whose_file_is_gone_is_not_found(site, staff_nrw):
    video = make_video()
    Path(video.file.path).unlink()
    assert staff_nrw.get(video.file.url).status_code == 404
    assert "Die Datei fehlt" in visible_text(staff_nrw.get(f"/admin/media/edit/{video.pk}/"))


def test_form_asks_only_for_what_the_file_does_not_tell(site, staff_nrw):
    form = soup(staff_nrw.get("/admin/media/video/add/")).select_one("form[enctype]")
    names = {field["name"] for field in form.select("[name]")} - {"csrfmiddlewaretoken"}
    assert names == {"title", "file", "tags"}
    assert form.select_one("[name=file]")["accept"] == ".mp4,.webm"
