"""Videos over HTTP, and wagtailmedia's views, closed where they show another edition's videos.

Its lists and forms ask for rights on each video; its page of usages asks for none. Its lists fail
on a collection that is no number, on a search for hundreds of words and, on SQLite, for a quotation
mark. Sound alone is not offered: nothing here plays it.
"""

import re

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_denied
from wagtailmedia import get_permission_policy
from wagtailmedia.views import chooser, media

from home.models import CustomMedia, VideoPage
from miglobe_site.files.ranges import serve_file
from miglobe_site.files.serving import public_cache

MOST_SEARCHED = 100  # characters


def may_use(user, video):
    """Whether the video lies in a collection of the user's edition."""
    policy = get_permission_policy()
    return policy.user_has_any_permission_for_instance(user, ["change", "delete"], video)


def usage(request, media_id):
    if not may_use(request.user, get_object_or_404(CustomMedia, pk=media_id)):
        return permission_denied(request)
    return media.usage(request, media_id)


def index(request):
    return media.index(with_valid_query(request))


def video_chooser(request):
    return chooser.chooser(with_valid_query(request), "video")


def with_valid_query(request):
    """Keep some words of what is searched for; raise Http404 for an impossible collection."""
    collection = request.GET.get("collection_id")
    if collection and not re.fullmatch(r"[0-9]{1,9}", collection):
        raise Http404
    if "q" in request.GET:
        request.GET = request.GET.copy()
        request.GET["q"] = re.sub(r"[^\w.-]+", " ", request.GET["q"])[:MOST_SEARCHED]
    return request


def not_offered(request):
    raise Http404


@require_safe
def serve_video(request, path):
    """Serve a video to everyone while a page on show has it, else to those who may use it.

    The address of a video that is not public tells nobody whether there is one.
    """
    video = get_object_or_404(CustomMedia, file=path)
    cache = VideoPage.objects.showing(video).exists() and public_cache(video)
    if not cache and not may_use(request.user, video):
        raise Http404
    response = serve_file(request, video.file.path, video.content_type)
    response["Cache-Control"] = cache or "private, no-cache"
    return response
