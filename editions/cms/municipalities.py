"""Municipalities in the CMS, under the settings: staff look after those of their own state."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from miglobe_site.municipalities.models import Municipality
from miglobe_site.municipalities.states import STATES

from ..access.permissions import own_editions


class MunicipalityForm(WagtailAdminModelForm):
    """Staff of an edition enter and change the municipalities of their own federal state."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.own = {edition.key for edition in own_editions(self.for_user)}
        self.state_before = self.instance.state
        if len(self.own) == 1 and not self.state_before:
            self.initial["state"] = next(iter(self.own))

    def clean(self):
        cleaned = super().clean()
        for state in {self.state_before, cleaned.get("state")} - {None, ""}:
            if state not in self.own:
                message = _("Municipalities of %(state)s are looked after by the staff there.")
                raise ValidationError({"state": message % {"state": STATES[state]}})
        return cleaned


class WithState:
    """Two states may have a town of one name: "Neunkirchen", for one."""

    @property
    def columns(self):
        label = gettext_lazy("Federal state")
        return [*super().columns, Column("state", label=label, accessor="get_state_display")]


class MunicipalityChooseView(WithState, ChooseView):
    pass


class MunicipalityChooseResultsView(WithState, ChooseResultsView):
    pass


class MunicipalityChooserViewSet(SnippetChooserViewSet):
    choose_view_class = MunicipalityChooseView
    choose_results_view_class = MunicipalityChooseResultsView


class MunicipalityViewSet(SnippetViewSet):
    model = Municipality
    chooser_viewset_class = MunicipalityChooserViewSet
    icon = "site"
    menu_label = gettext_lazy("Municipalities")
    add_to_settings_menu = True
    list_display = ["name", "kind", "size_class", "state"]
    list_filter = ["state", "kind", "size_class"]
    ordering = ["name"]
    list_per_page = 50
    edit_handler = ObjectList(Municipality.panels, base_form_class=MunicipalityForm)


CHOOSER = "wagtailsnippetchoosers_municipalities_municipality"
FOR_STAFF = [
    "wagtailsnippets_municipalities_municipality:*",
    *(f"{CHOOSER}:{name}" for name in ("choose", "choose_results", "chosen", "chosen_multiple")),
]
