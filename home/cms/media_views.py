"""wagtailmedia's views, closed where they show another edition's videos.

Its lists and forms ask for rights on each video; its page of usages asks for none. Its lists fail
on a collection that is no number, on a search for hundreds of words and, on SQLite, for a quotation
mark. Sound alone is not offered: nothing here plays it.
"""

import re

from django.http import Http404
from django.shortcuts import get_object_or_404
from wagtail.admin.auth import permission_denied
from wagtailmedia.views import chooser, media

from home.models import CustomMedia

MOST_SEARCHED = 100  # characters


def usage(request, media_id):
    if not get_object_or_404(CustomMedia, pk=media_id).is_usable_by(request.user):
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
