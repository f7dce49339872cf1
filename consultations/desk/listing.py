"""The list "Anfragen" in the CMS, and its entry in the main menu."""

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import HeaderButton

from consultations.choices import State
from consultations.desk import choices_of, queue
from consultations.desk.export import RequestExportMixin
from consultations.desk.finding import SEARCHED, found, in_alphabet
from consultations.desk.rights import editions_to_change, editions_to_read, requests_of
from consultations.models import ConsultationRequest

ALL = gettext_lazy("All")


def choice(label: Any, choices: Any, method: str, empty: Any = ALL) -> django_filters.ChoiceFilter:
    """``empty``: what stands there for no choice."""
    return django_filters.ChoiceFilter(
        label=label,
        choices=choices,
        method=method,
        widget=forms.RadioSelect,
        empty_label=empty,
    )


def selection(
    label: Any, field: str = "", method: str | None = None
) -> django_filters.ChoiceFilter:
    """Its choices are those that the user's requests have; see choices_of."""
    return django_filters.ChoiceFilter(
        label=label, field_name=field or None, method=method, empty_label=ALL
    )


class RequestFilterSet(WagtailFilterSet):
    state = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("State"), choices=State.choices, widget=forms.CheckboxSelectMultiple
    )
    due = choice(
        gettext_lazy("Answer promised"),
        [
            ("late", gettext_lazy("overdue")),
            ("today", gettext_lazy("due today")),
            ("resting", gettext_lazy("nothing happened for a month")),
        ],
        "by_due",
    )
    quarantine = django_filters.ChoiceFilter(
        label=gettext_lazy("Quarantine"),
        choices=[("only", gettext_lazy("In quarantine"))],
        method="by_quarantine",
        widget=forms.RadioSelect,
        empty_label=gettext_lazy("Delivered"),
    )
    topic = selection(gettext_lazy("Topic"), "topics")
    municipality = selection(gettext_lazy("Municipality or district"), method="by_municipality")
    advisor = selection(gettext_lazy("Advisor wished for or asked"), method="by_advisor")
    edition = choice(gettext_lazy("Edition"), [], "by_edition")

    class Meta:
        model = ConsultationRequest
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        editions = editions_to_read(self.request.user)
        if len(editions) > 1:
            choices = [(edition.key, edition.short_name) for edition in editions]
            self.filters["edition"].extra["choices"] = choices
        else:
            del self.filters["edition"]
        own = queue.delivered(requests_of(self.request.user))
        for name, choices in choices_of.all_of(own).items():
            self.filters[name].extra["choices"] = choices

    def by_advisor(self, requests: queue.Requests, name: str, value: str) -> queue.Requests:
        return choices_of.with_advisor(requests, value)

    def by_due(self, requests: queue.Requests, name: str, value: str) -> queue.Requests:
        kinds = {"late": queue.overdue, "today": queue.due_today, "resting": queue.resting}
        return kinds[value](requests)

    def by_quarantine(self, requests: queue.Requests, name: str, value: str) -> queue.Requests:
        return queue.in_quarantine(requests)

    def by_municipality(self, requests: queue.Requests, name: str, value: str) -> queue.Requests:
        return choices_of.in_municipality(requests, value)

    def by_edition(self, requests: queue.Requests, name: str, value: str) -> queue.Requests:
        return requests.filter(edition=value)


class DueColumn(Column):
    cell_template_name = "consultations/desk/due_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"light": queue.light(instance)}


def title(sent: ConsultationRequest) -> str:
    return f"{sent.municipality} · {sent.spelled_reference}"


def state(sent: ConsultationRequest) -> str:
    return _("In quarantine") if sent.is_in_quarantine else sent.get_state_display()


class RequestListView(RequestExportMixin, IndexView):
    """Requests of the editions that a user works in, what is due first.

    Those in quarantine stand apart, but whoever searches finds them too.
    """

    model = ConsultationRequest
    page_title = gettext_lazy("Requests")
    header_icon = "mail"
    index_url_name = "desk"
    index_results_url_name = "desk_results"
    results_template_name = "consultations/desk/list_results.html"
    filterset_class = RequestFilterSet
    search_fields = SEARCHED
    search_backend_name = None
    paginate_by = 50
    columns = [
        TitleColumn(
            "municipality",
            label=gettext_lazy("Municipality and reference"),
            accessor=title,
            get_url=lambda sent: reverse("desk_request", args=[sent.pk]),
            sort_key="municipality",
        ),
        Column(
            "created_at",
            label=gettext_lazy("Arrived"),
            accessor=lambda sent: date_format(timezone.localtime(sent.created_at), "j. F Y"),
            sort_key="created_at",
        ),
        DueColumn("promised_for", label=gettext_lazy("Answer promised"), sort_key="promised_for"),
        Column("state", label=gettext_lazy("State"), accessor=state),
        Column(
            "in_charge",
            label=gettext_lazy("In charge"),
            accessor=lambda sent: sent.in_charge or "–",
        ),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        may = editions_to_change if "export" in request.GET else editions_to_read
        if not may(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        review = HeaderButton(_("Review of the year"), reverse("desk_year"), icon_name="calendar")
        if not editions_to_change(self.request.user):
            return [review]
        label = _("Take a request on the telephone")
        return [HeaderButton(label, reverse("desk_phone"), icon_name="plus"), review]

    def get_base_queryset(self) -> queue.Requests:
        requests = requests_of(self.request.user).select_related("in_charge")
        shows_all = self.is_searching or self.request.GET.get("quarantine") == "only"
        shown = requests if shows_all else queue.delivered(requests)
        return self.to_export(shown) if self.is_export else shown

    def order_queryset(self, requests: queue.Requests) -> queue.Requests:
        if self.ordering in ("municipality", "-municipality"):
            name = in_alphabet("municipality")
            return requests.order_by(name.desc() if self.ordering[0] == "-" else name, "-pk")
        if self.ordering:
            return requests.order_by(self.ordering, "-pk")
        return queue.in_order(requests)

    def search_queryset(self, requests: queue.Requests) -> queue.Requests:
        return found(requests, self.search_query) if self.is_searching else requests


class RequestsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(editions_to_read(request.user))

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        """The label says how many are new."""
        number = queue.new(requests_of(request.user)).count()
        label = _("Requests (%(count)d new)") % {"count": number} if number else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name)


def menu_item() -> MenuItem:
    return RequestsMenuItem(
        gettext_lazy("Requests"),
        reverse_lazy("desk"),
        name="requests",
        icon_name="mail",
        order=90,  # before the pages
    )
