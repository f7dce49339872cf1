"""Puts the stand-in film on the pages that announce one. Never for a public server."""

import io
import textwrap
from datetime import date

from django.core.files.base import ContentFile
from django.utils.html import escape

from editions.access.staff_groups import edition_collection
from editions.models import Origin
from editions.origins.comparison import Comparison
from editions.registry import parse_code
from home.demo import frames
from home.models import CustomImage, CustomMedia, VideoPage
from home.videos.container import read_video
from home.videos.times import cue_time

NOTE = "Was ist MiGlobe, wer berät, und wie läuft eine Beratung ab? Ein Beispielvideo."
REASON = "Sie ist nicht nötig: Alles Wichtige wird auch gesprochen."
RIGHTS = "MiGlobe, von einem Computerprogramm gezeichnet und gesprochen"
AS_OF = date(2026, 11, 26)


def load(say):
    """Fill the German pages that announce a film, and publish their copies in other editions."""
    filled = [page for page in VideoPage.objects.order_by("pk") if fill(page)]
    for copy in Origin.objects.filter(source__in=[page.pk for page in filled]):
        take_film_over(copy)
    say(f"Sample film put on {len(filled)} page(s)")


def take_film_over(origin):
    """Publish a copy with the film of its source, as its staff would."""
    draft = origin.page.specific.get_latest_revision_as_object()
    Comparison(origin, draft).take_all_clean()
    draft.save_revision().publish()


def fill(page):
    """Give a page that announces a film the sample film; return whether it was such a page."""
    is_german = parse_code(page.locale.language_code)[0] == "de"
    is_copy = Origin.objects.filter(page=page.pk).exists() or not is_german
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
        title=f"MiGlobe Erklärvideo, Beispielvideo ({kind.upper()})",
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
        title="Standbild des Beispielvideos",
        description="Fünf farbige Kreise, daneben: Neue Chancen für die kommunale "
        "Entwicklungspolitik",
        file=ContentFile(target.getvalue(), "standbild.png"),
        collection=collection,
    )
