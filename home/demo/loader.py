"""Puts the stand-in film on the pages that announce one. Never for a public server."""

import io
import textwrap
from datetime import date

from django.core.files.base import ContentFile
from django.utils.html import escape
from wagtail_localize.models import Translation

from editions.access.staff_groups import edition_collection
from editions.homes import in_german
from editions.sync.copies import publish
from home.demo import frames
from home.models import CustomImage, CustomMedia, VideoPage
from home.videos.container import read_video
from home.videos.times import cue_time

NOTE = "Platzhalter, bis der Film des Auftraggebers da ist."
REASON = "Alles, was im Film zu sehen ist und etwas sagt, wird auch gesprochen."
RIGHTS = "MiGlobe, gezeichnet und gesprochen vom Computer"
AS_OF = date(2026, 11, 26)


def load(say):
    """Fill the German pages that announce a film, and publish their copies in other editions."""
    filled = [page for page in VideoPage.objects.order_by("pk") if fill(page)]
    for page in filled:
        for copy in copies_of(page):
            publish(copy, user=None)
    say(f"Sample film put on {len(filled)} page(s)")


def copies_of(page):
    """The records of its German copies that follow it."""
    copies = Translation.objects.filter(
        in_german("target_locale"),
        source__object_id=page.translation_key,
        source__locale=page.locale,
        enabled=True,
    )
    there = VideoPage.objects.filter(translation_key=page.translation_key)
    return copies.filter(target_locale__in=there.values("locale"))


def fill(page):
    """Give a page that announces a film the sample film; return whether it was such a page."""
    is_copy = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale
    ).exists()
    if is_copy or not page.announced or not page.live:
        return False
    scenes = frames.read_scenes()
    collection = edition_collection(page.edition)
    page.announced = False
    page.summary = NOTE
    page.mp4 = store("mp4", collection)
    page.webm = store("webm", collection)
    page.poster = draw_poster(scenes, collection)
    page.captions = [
        ("captions", {"language": language, "text": subtitles(scenes, language)})
        for language in ("de", "en")
    ]
    page.transcript = "".join(
        f"<p>[{clock(scene.start)}] {escape(scene.said)}</p><p><i>{escape(scene.seen)}</i></p>"
        for scene in scenes
    )
    page.no_description_reason = REASON
    page.chapters = "\n".join(f"{clock(scene.start)} {scene.chapter}" for scene in scenes)
    page.rights, page.as_of = RIGHTS, AS_OF
    page.save_revision().publish()
    return True


def clock(seconds):
    return f"{seconds // 60}:{seconds % 60:02}"


def subtitles(scenes, language):
    parts = ["WEBVTT"]
    for scene in scenes:
        text = scene.said if language == "de" else scene.english
        lines = "\n".join(textwrap.wrap(text, 42))
        parts.append(f"{cue_time(scene.start + 0.5)} --> {cue_time(scene.end)}\n{lines}")
    return "\n\n".join(parts) + "\n"


def store(kind, collection):
    path = frames.FOLDER / "video" / f"miglobe.{kind}"
    video = CustomMedia(
        title=f"MiGlobe Erklärvideo, Platzhalter ({kind.upper()})",
        file=ContentFile(path.read_bytes(), path.name),
        collection=collection,
    )
    with path.open("rb") as file:
        video.describe(read_video(file))
    video.save()
    return video


def draw_poster(scenes, collection):
    target = io.BytesIO()
    frames.draw(0, scenes[0], frames.MOVE).save(target, "PNG", optimize=True)
    return CustomImage.objects.create(
        title="Standbild des Platzhalters",
        description="Fünf farbige Kreise, daneben: Neue Chancen für die kommunale "
        "Entwicklungspolitik",
        file=ContentFile(target.getvalue(), "standbild.png"),
        collection=collection,
    )
