"""All practice examples of one's own edition in one list, with what is still missing."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from examples.models import PracticeExamplePage, Release


class ExampleListView(IndexView):
    def get_base_queryset(self):
        released = Release.objects.current().filter(example=OuterRef("translation_key"))
        examples = super().get_base_queryset()
        return examples.annotate(has_release=Exists(released)).prefetch_related("municipality")


class ExampleListViewSet(PageListingViewSet):
    model = PracticeExamplePage
    index_view_class = ExampleListView
    name = url_prefix = "examples"
    icon = "doc-full"
    menu_label = _("Practice examples")
    menu_order = 151  # after the members
    add_to_admin_menu = True
    list_filter = ["status"]
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        Column("municipality", label=_("Municipality or district"), accessor="municipality"),
        Column("example_status", label=_("Status"), accessor="get_status_display"),
        Column(
            "has_release",
            label=_("Release by the municipality"),
            accessor=lambda page: _("Released") if page.has_release else "–",
        ),
        PageStatusColumn("status", label=_("On the website"), sort_key="live"),
    ]
