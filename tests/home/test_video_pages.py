"""Video pages: what they show, what keeps them from going live, and who gets at their files."""

import json
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.dateparse import parse_datetime, parse_duration
from wagtail.models import Page, PageViewRestriction

from editions.origins.comparison import Comparison
from home.demo import frames, loader
from home.models import ContentPage, CustomMedia, VideoPage
from tests.factories.files import WEBM, make_video
from tests.factories.pages import edit
from tests.site import login, soup, submit, visible_text

pytestmark = pytest.mark.sqlite_is_enough("how a film is shown")

ADDRESS = "/bw/erklaervideo/"


def page_of(edition):
    return VideoPage.objects.get(slug="erklaervideo", locale__language_code=f"de-x-{edition}")


@pytest.fixture
def page(site):
    """The page of BW, with the sample film."""
    return page_of("bw")


def change(page, **values):
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_every_edition_shows_the_sample_video_as_a_stand_in(visitor):
    for edition in ("nrw", "bw"):
        response = visitor.get(f"/{edition}/erklaervideo/")
        text = visible_text(response)
        assert "MiGlobe Erklärvideo" in text
        assert "Ein Beispielvideo." in text
        assert soup(response).select_one("main video source[type='video/mp4']")


def test_player_loads_nothing_by_itself_and_names_all_that_it_has(page, visitor):
    response = visitor.get(ADDRESS)
    player = soup(response).select_one("main video")
    assert player["preload"] == "none" and "controls" in player.attrs
    assert "autoplay" not in player.attrs
    assert (player["width"], player["height"]) == ("1280", "720")
    assert visitor.get(player["poster"]).status_code == 200
    kinds = {source["type"]: source["src"] for source in player.select("source")}
    assert set(kinds) == {"video/mp4", "video/webm"}
    for address in kinds.values():
        part = visitor.get(address, headers={"range": "bytes=100-199"})
        assert (part.status_code, len(part.content)) == (206, 100)
    tracks = {(track["kind"], track["srclang"]): track for track in player.select("track")}
    assert set(tracks) == {("captions", "de"), ("captions", "en"), ("chapters", "de")}
    assert tracks["captions", "de"]["label"] == "Deutsch"
    for track in tracks.values():
        answer = visitor.get(track["src"])
        assert answer.headers["Content-Type"] == "text/vtt; charset=utf-8"
        assert answer.content.startswith(b"WEBVTT\n\n")


def test_page_tells_length_size_chapters_transcript_and_decision(page, visitor):
    response = visitor.get(ADDRESS)
    text = visible_text(response)
    assert "Länge: 0:33" in text
    assert "Video herunterladen" in text and "(MP4, " in text
    assert "Audiodeskription: " + loader.REASON in text
    for scene in frames.read_scenes():
        assert scene.chapter in text and scene.said in text and scene.seen in text
    starts = [each["data-seek"] for each in soup(response).select("#transkript [data-seek]")]
    assert starts == [str(scene.start) for scene in frames.read_scenes()]


def test_search_engines_read_a_video_object(page, visitor):
    script = soup(visitor.get(ADDRESS)).find("script", type="application/ld+json")
    [video] = [
        each for each in json.loads(script.string)["@graph"] if each["@type"] == "VideoObject"
    ]
    assert video["name"] == page.title and video["description"] == page.summary
    assert parse_duration(video["duration"]).total_seconds() == 33
    assert parse_datetime(video["uploadDate"]).tzinfo
    assert all(video[name].startswith("http") for name in ("contentUrl", "thumbnailUrl", "@id"))
    assert video["inLanguage"] == "de" and "Lösungen entstehen" in video["transcript"]


def test_announced_page_says_so_and_hides_the_video(page, visitor):
    video = page.mp4.file.url
    assert visitor.get(video).status_code == 200
    change(page, announced=True, summary="")
    page_of("nrw").unpublish()
    response = visitor.get(ADDRESS)
    assert "Das Video erscheint hier, sobald Untertitel" in visible_text(response)
    assert not soup(response).select("video, [data-seek]")
    assert "VideoObject" not in response.content.decode()
    for address in (video, *(f"/videos/{page.pk}/{name}.vtt" for name in ("de", "kapitel"))):
        assert visitor.get(address).status_code == 404, address


NEEDED = {
    "mp4": (None, "Das Video fehlt."),
    "summary": ("", "Die Beschreibung fehlt."),
    "poster": (None, "Das Vorschaubild fehlt."),
    "captions": ([], "Untertitel auf Deutsch fehlen."),
    "transcript": ("<p> </p>", "Das Transkript fehlt"),
    "no_description_reason": (" ", "Fassung mit Audiodeskription"),
}


def test_page_with_everything_may_go_live(page):
    assert page.publish_errors() == {}


@pytest.mark.parametrize("name", NEEDED)
def test_what_is_missing_keeps_the_page_from_going_live(name, page):
    value, message = NEEDED[name]
    setattr(page, name, value)
    errors = page.publish_errors()
    assert list(errors) == [name]
    assert message in errors[name]


def test_subtitles_in_english_alone_are_not_enough(page):
    text = page.tracks[0]["text"]
    page.captions = [("captions", {"language": "en", "text": text})]
    assert page.publish_errors() == {"captions": NEEDED["captions"][1]}


def test_version_with_audio_description_needs_no_reason(page):
    page.no_description_reason, page.described_video = "", page.webm
    assert page.publish_errors() == {}


def test_what_does_not_fit_the_video_keeps_the_page_from_going_live(page):
    late = "WEBVTT\n\n00:41.000 --> 00:42.000\nSpät\n"
    page.captions = [("captions", {"language": "de", "text": late})] * 2
    page.transcript = "<p>[0:42] Spät</p>"
    page.chapters = "0:42 Spät"
    page.webm = make_video("BW", "kurz.webm", WEBM)
    errors = page.publish_errors()
    assert set(errors) == {"captions", "transcript", "chapters", "webm"}
    page.mp4 = page.webm
    assert "Art MP4" in page.publish_errors()["mp4"]


def test_editor_says_in_german_what_is_missing(page, staff_bw):
    text = visible_text(staff_bw.get(f"/admin/pages/{page.pk}/edit/"))
    for words in (
        "Transkript",
        "Vorschaubild",
        "Video nur ankündigen",
        "Nötig zum Veröffentlichen",
    ):
        assert words in text, words
    wrong = {"transcript": "null", "captions-0-value-text": "Zwei & drei"}
    response = edit(staff_bw, page, "action-publish", wrong)
    assert "Zeile 1: Die Datei beginnt nicht mit" in response.content.decode()
    response = edit(staff_bw, page, "action-publish", {"transcript": "null"})
    assert "Das Transkript fehlt" in visible_text(response)
    assert VideoPage.objects.get(pk=page.pk).transcript
    assert edit(staff_bw, page, changes={"transcript": "null"}).status_code == 302
    assert VideoPage.objects.get(pk=page.pk).transcript
    assert not page_of("bw").get_latest_revision_as_object().transcript


@pytest.fixture
def staff_bw(visitor):
    return login(visitor, "redaktion-bw@example.org")


def replace_film(client, page):
    """Replace the file of a film by one of the same length, in the library."""
    longer = Path(page.mp4.file.path).read_bytes() + b"\0\0\0\x08free"
    data = {"file": SimpleUploadedFile("neu.mp4", longer)}
    address = f"/admin/media/edit/{page.mp4_id}/"
    return submit(client, address, data, form="form[enctype]", follow=True)


def save_page(client, page, button="action-publish", **changes):
    return edit(client, page, button, changes, follow=True)


def offers_webm(client):
    return bool(soup(client.get(ADDRESS)).select("source[type='video/webm']"))


def test_after_the_film_is_replaced_all_made_for_the_old_one_is_asked_about(
    page, staff_bw, django_capture_on_commit_callbacks
):
    assert "Alles passt zum neuen Video" not in visible_text(
        staff_bw.get(f"/admin/pages/{page.pk}/edit/")
    )
    assert offers_webm(staff_bw)
    with django_capture_on_commit_callbacks(execute=True):
        told = replace_film(staff_bw, page)
    words = "noch passt: Video (WebM), Untertitel, Transkript, Kapitel."
    assert words in visible_text(told)
    assert soup(told).select(f".messages a[href='/admin/pages/{page.pk}/edit/']")
    assert not offers_webm(staff_bw)
    assert "Alles passt zum neuen Video" in visible_text(
        staff_bw.get(f"/admin/pages/{page.pk}/edit/")
    )
    refused = save_page(staff_bw, page, rights="Neu")
    assert words in soup(refused).select_one("[data-contentpath=mp4]").get_text()
    assert page_of("bw").rights != "Neu"
    save_page(staff_bw, page, rights="Neu", fits_film=True)
    assert page_of("bw").rights == "Neu"
    assert offers_webm(staff_bw)
    assert "Alles passt zum neuen Video" not in visible_text(
        staff_bw.get(f"/admin/pages/{page.pk}/edit/")
    )


def test_another_film_chosen_for_the_page_is_asked_about_too(page, staff_bw):
    old = page.mp4
    longer = Path(old.file.path).read_bytes() + b"\0\0\0\x08free"
    other = make_video("BW", "anderer.mp4", longer)
    refused = save_page(staff_bw, page, mp4=str(other.pk))
    assert "ob das noch passt" in soup(refused).select_one("[data-contentpath=mp4]").get_text()
    assert soup(refused).select("[name=fits_film]")
    assert page_of("bw").mp4 == old
    save_page(staff_bw, page, button=None, mp4=str(other.pk))  # a draft
    assert page_of("bw").get_latest_revision_as_object().made_for_other_film
    save_page(staff_bw, page, fits_film=True)
    assert page_of("bw").mp4 == other
    assert offers_webm(staff_bw)


def test_film_without_more_than_itself_is_not_asked_about(page):
    page.webm = page.described_video = None
    page.captions, page.transcript, page.chapters = [], "", ""
    page.checked_film = "another"
    assert page.made_for_other_film == []


def test_files_of_a_draft_are_for_its_staff_alone(page, visitor):
    video = make_video("BW")
    draft = VideoPage(title="Neu", slug="neu", live=False, mp4=video, locale=page.locale)
    draft.captions = page.captions
    draft.chapters = "0:00 Eins"
    page.get_parent().add_child(instance=draft)
    draft.save_revision()
    addresses = [video.file.url, *(f"/videos/{draft.pk}/{name}.vtt" for name in ("de", "kapitel"))]
    assert {visitor.get(address).status_code for address in addresses} == {404}
    login(visitor, "redaktion-nrw@example.org")
    assert {visitor.get(address).status_code for address in addresses} == {404}
    login(visitor, "redaktion-bw@example.org")
    for address in addresses:
        response = visitor.get(address)
        assert response.status_code == 200
        assert "private" in response.headers["Cache-Control"]


@pytest.mark.parametrize("hide", ["unpublish", "restrict", "close the edition"])
def test_files_are_gone_with_the_page(hide, page, visitor):
    page_of("nrw").unpublish()
    addresses = [page.mp4.file.url, f"/videos/{page.pk}/de.vtt"]
    assert {visitor.get(address).status_code for address in addresses} == {200}
    if hide == "unpublish":
        page.unpublish()
    elif hide == "restrict":
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    else:
        Page.objects.get(pk=page.get_parent().pk).specific.unpublish()
    assert {visitor.get(address).status_code for address in addresses} == {404}


@pytest.mark.parametrize(
    "path", ["1/de", "999999999/de", "{pk}/fr", "{pk}/xyz", "{pk}/de-x", "0/de"]
)
def test_no_address_of_subtitles_is_an_error(path, page, visitor):
    assert visitor.get(f"/videos/{path.format(pk=page.pk)}.vtt").status_code == 404


def test_deleted_video_leaves_the_transcript_readable(page, visitor):
    CustomMedia.objects.filter(pk__in=[page.mp4_id, page.webm_id]).delete()
    response = visitor.get(ADDRESS)
    assert response.status_code == 200
    assert not soup(response).select("video")
    assert "Lösungen entstehen im Dialog." in visible_text(response)


def show(home, *blocks):
    page = ContentPage(title="Neu", slug="neu", body=list(blocks))
    home.add_child(instance=page)
    page.save_revision().publish()


def test_block_shows_the_video_with_subtitles_and_transcript(page, bw, visitor):
    show(bw, ("video", {"page": page}))
    document = soup(visitor.get("/bw/neu/"))
    assert len(document.select("main video track[kind=captions]")) == 2
    assert "Lösungen entstehen im Dialog" in document.select_one("main details").get_text()
    assert document.select_one(f"main a[href='{ADDRESS}']")
    page.unpublish()
    assert not soup(visitor.get("/bw/neu/")).select("video")
    page.delete()
    assert visitor.get("/bw/neu/").status_code == 200


def test_video_elsewhere_is_a_link_that_says_where_it_leads(page, bw, visitor):
    value = {"title": "Faire Woche", "url": "https://video.example.org/w/1", "text": ""}
    show(bw, ("external_video", value | {"image": page.poster}))
    response = visitor.get("/bw/neu/")
    assert "„Faire Woche“ auf video.example.org ansehen" in visible_text(response)
    document = soup(response)
    link = document.select_one("main figure a")
    assert link["href"] == value["url"] and "noreferrer" in link["rel"]
    assert not document.select("iframe, embed, object, main [src*='example.org']")


@pytest.mark.parametrize(
    "url",
    ["http://a.de/x", "javascript:alert(1)", "https://user@a.de/", "https://localhost/", "https:///x",
     "https://xn--/\u202e.de/", "data:text/html,x", "https://youtu.be@evil.example/"],
)  # fmt: skip
def test_strange_address_of_a_video_elsewhere_is_refused(url):
    block = ContentPage._meta.get_field("body").stream_block.child_blocks["external_video"]
    with pytest.raises(ValidationError):
        block.child_blocks["url"].clean(url)


def test_copy_follows_the_video_and_keeps_its_own_words(page, visitor):
    copy = page_of("nrw")
    assert copy.mp4_id == page.mp4_id
    assert copy.tracks[0]["text"] == page.tracks[0]["text"].strip()
    change(page, mp4=page.mp4, chapters="0:00 Neu", captions=[("captions", page.tracks[0])])
    comparison = Comparison(copy.origin, copy)
    assert {change.path[0] for change in comparison.changes} == {"chapters", "captions"}
    assert len(page_of("nrw").tracks) == 2


def test_pages_with_the_player_ask_for_all_of_it_at_once(page, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = VideoPage.objects.for_player().get(pk=page.pk)
        assert found.mp4.url and found.webm.url and found.poster.title and found.language == "de"


def test_video_is_small_and_marked(site):
    videos = list((frames.FOLDER / "video").iterdir())
    assert {video.name for video in videos} == {"miglobe.mp4", "miglobe.webm"}
    assert sum(video.stat().st_size for video in videos) < 2_000_000
    assert 20 <= frames.read_scenes()[-1].end <= 40
    assert "Beispielvideo" in loader.NOTE
