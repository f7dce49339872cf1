"""Files as people upload them, and those that lie in the media folder."""

import io
from pathlib import Path

from django.conf import settings as django_settings
from django.core.files.base import ContentFile
from PIL import Image as Pillow
from wagtail.models import Collection

from home.models import CustomMedia
from home.videos.container import read_video

EICAR_LIKE_EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff"
HTML = b"<!doctype html><script>alert(1)</script>"
VIDEOS = Path(__file__).parents[1] / "data" / "videos"
MP4, WEBM = ((VIDEOS / f"good.{kind}").read_bytes() for kind in ("mp4", "webm"))


def encoded(kind="JPEG", size=(60, 40), mode="RGB", **options):
    buffer = io.BytesIO()
    Pillow.new(mode, size, "red").save(buffer, kind, **options)
    return buffer.getvalue()


def files():
    """All files in the media folder."""
    root = Path(django_settings.MEDIA_ROOT)
    return {path for path in root.rglob("*") if path.is_file()}


def make_video(collection="NRW", name="film.mp4", content=MP4):
    video = CustomMedia(
        title="Ein Film",
        file=ContentFile(content, name),
        collection=Collection.objects.get(name=collection),
    )
    video.describe(read_video(io.BytesIO(content)))
    video.save()
    return video
