"""What a video needs before it goes live: a way to follow it for everybody."""

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from . import transcript, webvtt
from .chapters import chapters

#: Seconds by which two versions of one video may differ, and by which subtitles may outlast it.
TOLERANCE = 2


def file_errors(page):
    """Return {field: message} of files that are not what their field is for."""
    errors = {}
    for kind in ("mp4", "webm"):
        video = getattr(page, kind)
        if video and video.file_extension != kind:
            errors[kind] = _("Please choose a video of the kind %(kind)s.") % {"kind": kind.upper()}
    return errors


def publish_errors(page):
    """Return {field: message} of what keeps a page with a video from going live."""
    errors = file_errors(page)
    if not page.mp4:
        errors.setdefault("mp4", _("The film is missing."))
    if names := page.made_for_other_film:
        message = _(
            "The film was replaced. Please check whether this still fits: %(names)s. Then tick "
            "“Everything fits the new film”."
        )
        labels = ", ".join(page.label_of(name) for name in names)
        errors.setdefault("mp4", message % {"names": labels})
    if not page.summary:
        errors["summary"] = _("A description is missing.")
    if not page.poster:
        errors["poster"] = _("A still picture is missing.")
    if not strip_tags(page.transcript).strip():
        errors["transcript"] = _("A transcript is missing: it is for those who cannot listen.")
    if not (page.described_video or page.no_description_reason.strip()):
        errors["no_description_reason"] = _(
            "Please choose a version with audio description, or say why none is needed."
        )
    if message := captions_error(page):
        errors["captions"] = message
    return errors | length_errors(page)


def captions_error(page):
    """Return what is wrong with the subtitles, or ""."""
    languages = [track["language"] for track in page.tracks]
    if "de" not in languages:
        return _("Subtitles in German are missing.")
    if len(set(languages)) < len(languages):
        return _("There are two subtitles in one language.")
    return ""


def length_errors(page):
    """Return {field: message} of what does not fit the length of the video."""
    if not page.mp4:
        return {}
    errors, most = {}, page.mp4.duration + TOLERANCE
    if page.webm and abs(page.webm.duration - page.mp4.duration) > TOLERANCE:
        errors["webm"] = _("This file is not as long as the film in MP4.")
    latest = {
        "captions": [cue.end for track in page.tracks for cue in webvtt.cues(track["text"])],
        "transcript": transcript.times(page.transcript),
        "chapters": [chapter.start for chapter in chapters(page.chapters)],
    }
    for name, found in latest.items():
        if max(found, default=0) > most:
            errors[name] = _("There are times here after the end of the film.")
    return errors
