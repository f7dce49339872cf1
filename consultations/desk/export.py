"""The list of requests as a spreadsheet, for those who answer them."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from consultations.desk.rights import editions_to_change, of_editions
from consultations.models import ConsultationRequest
from miglobe_site.spreadsheets import cell

COLUMNS = {
    "edition": (_("Edition"), lambda sent: sent.of_edition.short_name),
    "reference": (_("Reference"), lambda sent: sent.spelled_reference),
    "created_at": (_("Arrived"), lambda sent: sent.created_at),
    "promised_for": (_("Answer promised"), lambda sent: sent.promised_for),
    "answered_at": (_("First answer"), lambda sent: sent.answered_at),
    "state": (_("State"), lambda sent: sent.get_state_display()),
    "ended_at": (_("ended on"), lambda sent: sent.ended_at),
    "in_charge": (_("In charge"), lambda sent: sent.in_charge),
    "municipality": (_("municipality"), lambda sent: sent.municipality),
    "federal_state": (
        _("Federal state"),
        lambda sent: sent.town.get_state_display() if sent.town else "",
    ),
    "asking": (_("asked by"), lambda sent: sent.get_asking_display()),
    "name": (_("name"), lambda sent: sent.name),
    "role": (_("office or function"), lambda sent: sent.role),
    "email": (_("e-mail"), lambda sent: sent.email),
    "phone": (_("telephone"), lambda sent: sent.phone),
    "topics": (_("topics"), lambda sent: [topic.name for topic in sent.topics.all()]),
    "wished": (_("Advisors wished for"), lambda sent: list(sent.wished_advisors.all())),
    "advisors": (
        _("Have agreed to advise"),
        lambda sent: [each for each in sent.assignments.all() if each.is_accepted and each.name],
    ),
    "format": (_("format"), lambda sent: sent.get_format_display()),
    "period": (_("period"), lambda sent: sent.period),
    "concern": (_("concern"), lambda sent: sent.concern),
}


class RequestExportMixin:
    """Exports requests of the editions alone whose requests a user answers."""

    request: Any
    list_export = list(COLUMNS)
    export_filename = "anfragen"

    @cached_property
    def show_export_buttons(self) -> bool:
        return bool(editions_to_change(self.request.user))

    def to_export(self, requests: Any) -> Any:
        own = of_editions(editions_to_change(self.request.user))
        return (
            requests.filter(pk__in=own.values("pk"))
            .select_related("in_charge", "town")
            .prefetch_related("topics", "wished_advisors", "assignments")
        )

    def get_heading(self, queryset: Any, field: str) -> str:
        heading = str(COLUMNS[field][0])
        return heading[:1].upper() + heading[1:]

    def to_row_dict(self, item: ConsultationRequest) -> dict[str, Any]:
        return {name: cell(value(item)) for name, (_heading, value) in COLUMNS.items()}
