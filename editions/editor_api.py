"""What wagtail-localize's editor shows of a page, picture or document: of the original's, too.

It asks Wagtail's API for the CMS, which finds no pages of other editions, but pictures and
documents of all of them, whoever asks.
"""

import json

from django.http import Http404
from rest_framework.response import Response
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.documents import permissions as document_permissions
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images import permissions as image_permissions
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.models import Page
from wagtail_localize.models import OverridableSegment

from .access import permissions
from .access.visibility import own_locales
from .sync.fields import target_of, walk


class PagesOfEditor(PagesAdminAPIViewSet):
    """Wagtail's own; of public pages of other editions, the title alone."""

    def detail_view(self, request, pk):
        try:
            return super().detail_view(request, pk)
        except (Http404, Page.DoesNotExist):
            page = Page.objects.filter(pk=pk).first()
            if page is None or page.is_root() or not permissions.can_read(request.user, page):
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


class PicturesOfEditor(FilesOfEditor, ImagesAdminAPIViewSet):
    permissions = image_permissions

    def shown(self, file):
        small = file.get_rendition("max-165x165")
        thumbnail = {"url": small.url, "width": small.width, "height": small.height}
        return super().shown(file) | {"thumbnail": thumbnail}


class DocumentsOfEditor(FilesOfEditor, DocumentsAdminAPIViewSet):
    permissions = document_permissions


def is_in_original(user, model, pk):
    """Whether a file stands in the original of a page of the user's editions."""
    segments = OverridableSegment.objects.filter(
        data_json=json.dumps(pk),
        source__translations__enabled=True,
        source__translations__target_locale__in=own_locales(user),
    ).select_related("context", "source__specific_content_type")
    for segment in segments:
        page_type = segment.source.specific_content_type.model_class()
        for place in walk(page_type, segment.context.field_path)[-1:]:
            if target_of(place) is model:
                return model.objects.filter(pk=pk).exists()
    return False


def construct_api(router):
    router.register_endpoint("pages", PagesOfEditor)
    router.register_endpoint("images", PicturesOfEditor)
    router.register_endpoint("documents", DocumentsOfEditor)
