"""What pages of the CMS about the person of a profile have in common."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page

from members.models import MemberPage


class ProfileView(WagtailAdminTemplateMixin, FormView):
    """A form about the ``page`` of a person, for those who may publish it.

    What is done there changes at once what the public sees, or who may change it. ``url_name`` is
    the name of its address.
    """

    url_name = ""

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(MemberPage, pk=pk)

    def dispatch(self, request, *args, **kwargs):
        if not self.page.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self):
        return reverse(self.url_name, args=[self.page.pk])

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        above = get_breadcrumbs_items_for_page(self.page, self.request.user)
        return [*above, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"page": self.page}
