"""What wagtail-localize's editor shows of a page, picture or document: of the original's, too.

It asks Wagtail's API for the CMS, which finds no pages of other editions, but pictures and
documents of all of them, whoever asks.
"""

from django.http import Http404
from rest_framework.response import Response
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.documents import permissions as document_permissions
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images import permissions as image_permissions
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.models import Page

from ..access.originals import is_in_original
from ..access.visibility import can_read


class PagesOfEditor(PagesAdminAPIViewSet):
    """Wagtail's own; of public pages of other editions, the title alone."""

    def detail_view(self, request, pk):
        try:
            return super().detail_view(request, pk)
        except (Http404, Page.DoesNotExist):
            page = Page.objects.filter(pk=pk).first()
            if page is None or page.is_root() or not can_read(request.user, page):
                raise
            return Response({"id": page.pk, "title": page.title})


class FilesOfEditor:
    """Mixin: the user's own files, and little of those in originals that the user adapts."""

    permissions = None

    def get_queryset(self):
        own = self.permissions.permission_policy.instances_user_has_any_permission_for(
            self.request.user, ["add", "change", "choose"]
        )
        return super().get_queryset().filter(pk__in=own.values("pk"))

    def detail_view(self, request, pk):
        try:
            return super().detail_view(request, pk)
        except (Http404, self.model.DoesNotExist):
            if not is_in_original(request.user, self.model, int(pk)):
                raise
            return Response(self.shown(self.model.objects.get(pk=pk)))

    def shown(self, file):
        return {"id": file.pk, "title": file.title}


class ImagesOfEditor(FilesOfEditor, ImagesAdminAPIViewSet):
    permissions = image_permissions

    def shown(self, file):
        small = get_rendition_or_not_found(file, "max-165x165")
        thumbnail = {"url": small.url, "width": small.width, "height": small.height}
        return super().shown(file) | {"thumbnail": thumbnail}


class DocumentsOfEditor(FilesOfEditor, DocumentsAdminAPIViewSet):
    permissions = document_permissions


def construct_api(router):
    router.register_endpoint("pages", PagesOfEditor)
    router.register_endpoint("images", ImagesOfEditor)
    router.register_endpoint("documents", DocumentsOfEditor)
