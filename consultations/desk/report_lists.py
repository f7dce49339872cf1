"""The lists of barriers and of feedback in the CMS."""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView

from consultations.desk.listing import DueColumn, choice
from consultations.desk.report_rights import may_read_reports, reports_of
from consultations.models import Report
from consultations.models.report import ReportQuerySet
from editions.own_paths import LONGEST_PATH

MOST_PAGES = 100


class BarrierFilterSet(WagtailFilterSet):
    group = choice(
        gettext_lazy("State"),
        [
            ("late", gettext_lazy("overdue")),
            ("done", gettext_lazy("done")),
            ("quarantine", gettext_lazy("In quarantine")),
        ],
        "by_group",
        gettext_lazy("All delivered"),
    )

    class Meta:
        model = Report
        fields: list[str] = []

    def by_group(self, reports: ReportQuerySet, name: str, value: str) -> ReportQuerySet:
        if value == "late":
            return reports.overdue(timezone.localdate())
        return reports.exclude(done_at=None) if value == "done" else reports.exclude(suspicions="")


class FeedbackFilterSet(WagtailFilterSet):
    path = django_filters.CharFilter(
        field_name="page", lookup_expr="exact", max_length=LONGEST_PATH, label=gettext_lazy("Page")
    )
    group = choice(
        gettext_lazy("Helpful"),
        [
            ("yes", gettext_lazy("Yes")),
            ("no", gettext_lazy("No")),
            ("text", gettext_lazy("with a text")),
            ("quarantine", gettext_lazy("In quarantine")),
        ],
        "by_group",
        gettext_lazy("All delivered"),
    )

    class Meta:
        model = Report
        fields: list[str] = []

    def by_group(self, reports: ReportQuerySet, name: str, value: str) -> ReportQuerySet:
        if value == "quarantine":
            return reports.exclude(suspicions="")
        if value == "text":
            return reports.exclude(text="")
        return reports.filter(helpful=value == "yes")


class SentListView(IndexView):
    """What is in quarantine stands apart."""

    paginate_by = 50
    is_searchable = False

    def may_read(self) -> bool:
        raise NotImplementedError

    def rows(self) -> Any:
        """What the user sees."""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.may_read():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> Any:
        in_quarantine = self.request.GET.get("group") == "quarantine"
        return self.rows() if in_quarantine else self.rows().filter(suspicions="")


class ReportListView(SentListView):
    model = Report
    header_icon = "comment"

    def may_read(self) -> bool:
        return may_read_reports(self.request.user)

    def rows(self) -> ReportQuerySet:
        return reports_of(self.request.user)


def page_of(report: Report) -> str:
    return report.page or _("no page named")


def day_of(report: Report) -> str:
    return date_format(timezone.localtime(report.created_at), "j. F Y")


class BarrierListView(ReportListView):
    """What is open first, by its due date."""

    page_title = gettext_lazy("Barriers reported")
    index_url_name = "desk_barriers"
    index_results_url_name = "desk_barriers_results"
    filterset_class = BarrierFilterSet
    no_results_message = gettext_lazy("No barrier has been reported.")
    columns = [
        TitleColumn(
            "page",
            label=gettext_lazy("Page"),
            accessor=page_of,
            get_url=lambda report: reverse("desk_barrier", args=[report.pk]),
        ),
        Column("created_at", label=gettext_lazy("Arrived"), accessor=day_of),
        DueColumn("due", label=gettext_lazy("Answer due")),
    ]

    def get_base_queryset(self) -> ReportQuerySet:
        return super().get_base_queryset().barriers()

    def order_queryset(self, reports: ReportQuerySet) -> ReportQuerySet:
        return reports.order_by(F("done_at").desc(nulls_first=True), "due", "-pk")


class FeedbackListView(ReportListView):
    """Above the texts, the pages with how many said yes and no."""

    page_title = gettext_lazy("Feedback on pages")
    template_name = "consultations/desk/feedback.html"
    index_url_name = "desk_feedback"
    index_results_url_name = "desk_feedback_results"
    filterset_class = FeedbackFilterSet
    no_results_message = gettext_lazy("There is no feedback yet.")
    columns = [
        TitleColumn(
            "page",
            label=gettext_lazy("Page"),
            accessor=page_of,
            get_url=lambda report: reverse("desk_one_feedback", args=[report.pk]),
        ),
        Column("helpful", label=gettext_lazy("Helpful"), accessor=lambda each: answer_of(each)),
        Column("text", label=gettext_lazy("Text"), accessor=lambda each: each.text[:300] or "–"),
        Column("created_at", label=gettext_lazy("Arrived"), accessor=day_of),
    ]

    def get_base_queryset(self) -> ReportQuerySet:
        return super().get_base_queryset().feedback()

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        feedback = reports_of(self.request.user).feedback().delivered().order_by()
        counted = feedback.values("page").annotate(
            yes=Count("pk", filter=Q(helpful=True)), no=Count("pk", filter=Q(helpful=False))
        )
        pages = counted.order_by("-no", "-yes", "page")[:MOST_PAGES]
        return super().get_context_data(*args, **kwargs) | {"counted_pages": pages}


def answer_of(report: Report) -> str:
    words = {True: _("Yes"), False: _("No"), None: "–"}
    return words[report.helpful]
