"""wagtailmedia's views, closed where they show another edition's videos.

Its lists and forms ask for rights on each video; its page of usages asks for none. Its lists fail
on a collection that is no number, on a search for hundreds of words and, on SQLite, for a quotation
mark. Its form tells nobody what a page has of a film that was replaced. Sound alone is not offered:
nothing here plays it.
"""

import re

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtailmedia.views import chooser, media

from home.models import CustomMedia, VideoPage

MOST_SEARCHED = 100  # characters


def usage(request, media_id):
    if not get_object_or_404(CustomMedia, pk=media_id).is_usable_by(request.user):
        return permission_denied(request)
    return media.usage(request, media_id)


def edit(request, media_id):
    """Save as wagtailmedia does; tell which pages must be checked after a film was replaced."""
    before = CustomMedia.objects.filter(pk=media_id).values_list("file_hash", flat=True).first()
    response = media.edit(request, media_id)
    if request.method == "POST" and response.status_code == 302:
        video = CustomMedia.objects.get(pk=media_id)
        if video.file_hash != before:
            tell_what_to_check(request, video)
    return response


def tell_what_to_check(request, video):
    for page in VideoPage.objects.filter(mp4=video).order_by("pk"):
        draft = page.get_latest_revision_as_object()
        names = draft.mp4_id == video.pk and draft.made_for_other_film
        if names and page.permissions_for_user(request.user).can_edit():
            text = _("“%(title)s” has a new film. Please check whether this still fits: %(names)s.")
            labels = ", ".join(draft.label_of(name) for name in names)
            button = messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Check"))
            messages.warning(
                request, text % {"title": draft.title, "names": labels}, buttons=[button]
            )


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
