"""The flat list "Mitglieder" in the CMS: the profiles that the user works on, with an export."""

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.permission_policies.pages import PagePermissionPolicy

from editions.access.permissions import OWN
from members.cms.export import MemberExportMixin
from members.cms.filters import STALE, MemberFilterSet
from members.models import ConsentKind, MemberPage


def freshness(page):
    """When the profile was last confirmed, and whether that is long ago."""
    if page.last_confirmed is None:
        return gettext("never")
    day = date_format(timezone.localtime(page.last_confirmed), "j. F Y")
    if page.last_confirmed < timezone.now() - STALE:
        return gettext("%(day)s, over a year ago") % {"day": day}
    return day


def consents(page):
    """All, none, or those that are missing."""
    if not page.consents:
        return gettext("none")
    missing = ", ".join(str(kind.label) for kind in ConsentKind if kind not in page.consents)
    return gettext("without %(consents)s") % {"consents": missing} if missing else gettext("all")


class MemberListView(MemberExportMixin, IndexView):
    """Profiles of the user's own editions alone: the list names drafts and accounts."""

    page_title = _("MiGlobe members")
    base_columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Name"), sort_key="last_name", width="25%",
            classname="title",
        ),
        Column("edition", label=_("Edition"), accessor="locale", sort_key="locale"),
        Column(
            "last_confirmed", label=_("Last confirmed"), accessor=freshness,
            sort_key="last_confirmed",
        ),
        Column("consents", label=_("Consents"), accessor=consents),
        Column(
            "availability", label=_("Availability"), accessor="availability_text",
            sort_key="availability",
        ),
        Column("account", label=_("Login account"), accessor=lambda page: page.account or "–"),
        PageStatusColumn("status", label=_("Status"), sort_key="live"),
    ]  # fmt: skip
    default_ordering = "last_name"
    show_locale_labels = False  # there is a column

    def annotate_queryset(self, pages):
        pages = pages.with_consents().select_related("locale", "account", "content_type")
        if self.is_export:
            pages = self.with_rows(pages)
        pages = pages.prefetch_workflow_states().annotate_approved_schedule()
        return pages.annotate_site_root_state()

    def search_queryset(self, queryset):
        for word in self.search_query.split()[:10]:
            queryset = queryset.filter(
                Q(title__icontains=word) | Q(role__icontains=word) | Q(town__icontains=word)
            )
        return queryset

    def get_ordering(self):
        wanted = self.request.GET.get("ordering")
        return wanted if wanted in self.get_valid_orderings() else self.default_ordering

    def order_queryset(self, queryset):
        return queryset.order_by(self.ordering, "last_name", "first_name", "pk")


class MembersMenuItem(MenuItem):
    def is_shown(self, request):
        return PagePermissionPolicy().user_has_any_permission(request.user, OWN)


class MemberListingViewSet(PageListingViewSet):
    name = "members"
    model = MemberPage
    index_view_class = MemberListView
    filterset_class = MemberFilterSet
    icon = "group"
    menu_label = _("MiGlobe members")
    menu_order = 150  # after the pages
    menu_item_class = MembersMenuItem
    add_to_admin_menu = True
    export_filename = "mitglieder"
