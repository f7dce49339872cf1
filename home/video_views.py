"""Videos, their subtitles and chapters over HTTP, as players read them."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from editions.homes import is_on_show
from home.models import CustomMedia, VideoPage
from home.videos import chapters
from miglobe_site.files.ranges import serve_file
from miglobe_site.files.serving import public_cache

PUBLIC, STAFF = "max-age=300", "private, no-store"


@require_safe
def serve_video(request, path):
    """Serve a video to everyone while a page on show has it, else to those who may use it.

    The address of a video that is not public tells nobody whether there is one.
    """
    video = get_object_or_404(CustomMedia, file=path)
    cache = VideoPage.objects.showing(video).exists() and public_cache(video)
    if not cache and not video.is_usable_by(request.user):
        raise Http404
    response = serve_file(request, video.file.path, video.content_type)
    response["Cache-Control"] = cache or "private, no-cache"
    return response


@require_safe
def track(request, pk, name):
    """Serve "kapitel" or the subtitles in a language; of a draft, to those who may edit it."""
    page = get_object_or_404(VideoPage, pk=pk)
    cache = PUBLIC if page.is_shown and is_on_show(page) else STAFF
    if cache == STAFF:
        if not page.permissions_for_user(request.user).can_edit():
            raise Http404
        page = page.get_latest_revision_as_object()
    texts = {each["language"]: each["text"] for each in page.tracks}
    if page.chapter_list and page.mp4:
        texts["kapitel"] = chapters.track(page.chapter_list, page.mp4.duration)
    if name not in texts:
        raise Http404
    response = HttpResponse(texts[name].encode(), content_type="text/vtt; charset=utf-8")
    response["Cache-Control"] = cache
    return response
