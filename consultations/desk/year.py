"""The review of a year in the CMS: a page to read and to print, and the same as a spreadsheet."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from consultations.desk import queue
from consultations.desk.rights import editions_to_read, of_editions
from consultations.desk.year_map import map_of
from consultations.desk.year_tables import Table, important, tables
from consultations.year.counting import count
from consultations.year.reading import read, today, years
from miglobe_site.slugs import slug_of
from miglobe_site.spreadsheets import no_formula


class ChoiceForm(forms.Form):
    """Which edition, where there are several, and which year."""

    edition = forms.ChoiceField(label=gettext_lazy("Edition"))
    year = forms.ChoiceField(label=gettext_lazy("Year"))


class YearView(SpreadsheetExportMixin, WagtailAdminTemplateMixin, TemplateView):
    """?edition=nrw&year=2026; without them the first edition of a user, and the present year.

    404 where a user does not read the edition, or a year has no review.
    """

    template_name = "consultations/desk/year.html"
    page_title = gettext_lazy("Review of the year")
    header_icon = "calendar"
    show_export_buttons = False  # they stand in the page
    list_export = ["part", "label", "number", "before"]
    custom_value_preprocess = SpreadsheetExportMixin.custom_value_preprocess | {
        float: {SpreadsheetExportMixin.FORMAT_CSV: number_format}
    }

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.editions = editions_to_read(request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.editions:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.years = years(of_editions(self.editions))
        self.edition = self.chosen("edition", {each.key: each for each in self.editions})
        self.year = self.chosen("year", {str(year): year for year in self.years})
        requests, now = read(self.edition), today()
        self.figures = count(requests, self.year, now)
        self.figures_before = count(requests, self.year - 1, now)
        if self.is_export:
            return self.as_spreadsheet(list(self.lines()), request.GET["export"])
        return super().get(request, *args, **kwargs)

    def chosen(self, name: str, choices: dict[str, Any]) -> Any:
        """What the address asks for, the first where it says nothing."""
        value = self.request.GET.get(name)
        if not value:
            return next(iter(choices.values()))
        if value not in choices:
            raise Http404
        return choices[value]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = [*self.breadcrumbs_items, {"url": reverse("desk"), "label": _("Requests")}]
        return [*above, {"url": "", "label": self.page_title}]

    def get_page_subtitle(self) -> str:
        return f"{self.edition} {self.year}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "form": self.form(),
            "edition": self.edition,
            "year": str(self.year),
            "year_before": str(self.year - 1),
            "is_empty": self.figures.is_empty,
            "is_running": self.year == today().year,
            "important": important(self.figures, self.figures_before),
            "tables": self.tables(),
            "map": map_of(self.edition, self.figures),
            "quarantine": queue.in_quarantine(of_editions([self.edition])).count(),
        }

    def tables(self) -> list[Table]:
        return tables(self.edition, self.figures, self.figures_before)

    def form(self) -> ChoiceForm:
        form = ChoiceForm(initial={"edition": self.edition.key, "year": self.year})
        form.fields["year"].choices = [(year, year) for year in self.years]  # type: ignore[attr-defined]
        form.fields["edition"].choices = [(each.key, each) for each in self.editions]  # type: ignore[attr-defined]
        if len(self.editions) == 1:
            del form.fields["edition"]
        return form

    def lines(self) -> Iterator[tuple[Any, ...]]:
        """All figures, one a line, for a spreadsheet."""
        for row in important(self.figures, self.figures_before):
            label = f"{row.label} (%)" if row.unit else row.label
            yield _("In short"), label, row.number, row.before
        for table in self.tables():
            for row in table.rows:
                yield table.title, row.label, row.number, row.before

    def get_filename(self) -> str:
        return slug_of(f"{_('Review of the year')} {self.edition.slug} {self.year}")

    def get_heading(self, queryset: Any, field: str) -> str:
        headings = {"part": _("Part"), "label": _("What is counted")}
        return headings.get(field) or str(self.year - (field == "before"))

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        part, label, *numbers = item
        return dict(zip(self.list_export, (part, no_formula(label), *numbers), strict=True))
