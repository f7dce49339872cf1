"""Local pictures over HTTP, for hosting without a file server in front."""

from django.conf import settings
from django.http import Http404
from django.views.static import serve


def serve_picture(request, path):
    """Serve a rendition to everyone, an original only to staff.

    Documents are not here: Wagtail's own view serves them and checks who may read them.
    """
    if path.startswith("original_images/") and not request.user.has_perm(
        "wagtailadmin.access_admin"
    ):
        raise Http404
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response["Cache-Control"] = "max-age=86400"
    return response
