"""Pictures and documents over HTTP: the public gets those that a page on show refers to.

All else is for the staff who may use it in the CMS. A file server in front must leave /media/ to
the site, or it would hand out the pictures of drafts.
"""

import posixpath
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.http import Http404
from django.views.static import serve
from wagtail import hooks
from wagtail.images import get_image_model
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page

from editions.access.ownership import may_see, pages_with
from editions.homes import on_show
from miglobe_site.files import social_card


def serve_image(request, path):
    """Serve a rendition to everyone while it is on show, else to its staff and who uploaded it."""
    path = posixpath.normpath(path)
    is_card = path.startswith(social_card.FOLDER)
    image = None if is_card else image_of(path)
    is_rendition = image and path != image.file.name
    cache = "max-age=86400" if is_card else is_rendition and public_cache(image)
    if not cache and not may_see(request.user, image):
        raise Http404
    if is_rendition:
        restore(image, path)
    return image_response(request, path, cache or "private, no-store")


def restore(image, path):
    """Make a rendition anew whose file is lost, as after a backup was restored without it.

    It is written under another name and then renamed: nobody is served half a picture.
    """
    target = Path(settings.MEDIA_ROOT) / path
    if target.exists():
        return
    rendition = image.renditions.get(file=path)
    try:
        made = image.generate_rendition_file(rendition.filter)
        made.seek(0)  # some kinds are left at their end
        content = made.read()
    except (SourceImageIOError, InvalidFilterSpecError) as error:
        raise Http404 from error
    target.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=target.parent, prefix=".", delete=False) as file:
        file.write(content)
    Path(file.name).chmod(settings.FILE_UPLOAD_PERMISSIONS)
    Path(file.name).replace(target)


@hooks.register("before_serve_document", order=100)  # after those of collections with a login
def serve_document(document, request):
    """Let Wagtail's view serve a document that is on show, all else to its staff alone."""
    if not shown_among(pages_with(document)).exists() and not may_see(request.user, document):
        raise Http404


def image_response(request, path, cache_control):
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response["Cache-Control"] = cache_control
    return response


def image_of(path):
    """Return the image that a file, its original or a rendition, belongs to, or None."""
    images = get_image_model().objects
    return images.filter(renditions__file=path).first() or images.filter(file=path).first()


def public_cache(file):
    """How browsers may keep an image or video; "" where no page on show has it, or one forbids."""
    ids = pages_with(file)
    pages = list(Page.objects.filter(pk__in=ids).specific())
    if any(page.forbids_image(file) for page in pages):
        return ""
    shown = set(shown_among(ids).values_list("pk", flat=True))
    # The strictest wins: "private, …" comes after "max-age=…".
    return max((page.image_cache for page in pages if page.pk in shown), default="")


def shown_among(ids):
    """The pages with these ids that the public sees, in archived editions too."""
    return Page.objects.filter(on_show(), pk__in=ids)
