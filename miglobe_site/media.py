"""Local pictures over HTTP: the public sees those that a page on show refers to.

A file server in front must leave /media/ to the site, or it would hand out the pictures of drafts.
"""

import posixpath

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from django.views.static import serve
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from miglobe_site import social_card
from miglobe_site.editions.homes import below_live_homes


def serve_picture(request, path):
    """Serve a rendition to everyone while it is on show, else to staff and who uploaded it.

    Documents are not here: Wagtail's own view serves them and checks who may read them.
    """
    path = posixpath.normpath(path)
    is_card = path.startswith(social_card.FOLDER)
    image = None if is_card else image_of(path)
    cache = "max-age=86400" if is_card else public_cache(image)
    if not cache and not may_see_drafts(request.user, image):
        raise Http404
    return picture_response(request, path, cache or "private, no-store")


def may_see_drafts(user, image):
    """Whether a user may see a picture that is not on show."""
    if image and user.is_authenticated and image.uploaded_by_user_id == user.pk:
        return True
    return user.has_perm("wagtailadmin.access_admin")


def picture_response(request, path, cache_control):
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response["Cache-Control"] = cache_control
    return response


def image_of(path):
    """Return the image that a file is a rendition of, or None."""
    return get_image_model().objects.filter(renditions__file=path).first()


def public_cache(file):
    """How browsers may keep an image or video; "" where no page on show has it or one forbids it.

    The index of references knows pages as they are published, so that drafts do not count.
    """
    if file is None:
        return ""
    pages = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.get_references_to(file).filter(base_content_type=pages)
    ids = [int(pk) for pk in references.values_list("object_id", flat=True)]
    pages = list(Page.objects.filter(pk__in=ids).specific())
    if any(page.forbids_picture(file) for page in pages):
        return ""
    shown = {page.pk for page in below_live_homes(Page.objects.live().public().filter(pk__in=ids))}
    # The strictest wins: "private, …" comes after "max-age=…".
    return max((page.picture_cache for page in pages if page.pk in shown), default="")
