"""The number of pages on the start page of the CMS, which Wagtail counts over all editions."""

from wagtail.admin.site_summary import PagesSummaryItem
from wagtail.models import Page

from ..access.administration import administers
from ..access.permissions import own_pages


class OwnPagesSummaryItem(PagesSummaryItem):
    def get_context_data(self, parent_context):
        user = self.request.user
        pages = Page.objects.filter(depth__gt=1) if administers(user) else own_pages(user)
        root = Page.get_first_root_node()
        return super().get_context_data(parent_context) | {
            "root_page": root,
            "total_pages": pages.count(),
        }


def count_own_pages(request, items):
    items[:] = [
        OwnPagesSummaryItem(request) if type(item) is PagesSummaryItem else item for item in items
    ]
