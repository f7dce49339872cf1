"""The checklist of a new edition in the CMS: in the editor of its start page, on the dashboard."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.panels import Panel
from wagtail.admin.ui.components import Component

from ..edition_home import EditionHome
from ..models import Opening
from ..opening.checklist import checklist


class ChecklistPanel(Panel):
    """On a start page that has never been live."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "editions/opening/checklist.html"

        @cached_property
        def items(self):
            return checklist(self.instance) if self.instance.pk else []

        def is_shown(self):
            return super().is_shown() and bool(self.items)

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {
                "items": self.items,
                "is_editor": True,
            }


class ChecklistMenuItem(ActionMenuItem):
    """Beside the action that publishes: how much is missing; leads to the list."""

    name = "checklist"
    icon_name = "list-ul"
    template_name = "editions/opening/menu_item.html"

    def is_shown(self, context):
        self.missing = sum(not item.is_done for item in checklist_of(context.get("page")))
        return bool(self.missing) and super().is_shown(context)

    def get_url(self, parent_context):
        return "#checklist"

    def get_context_data(self, parent_context):
        text = ngettext(
            "%(count)d point of the checklist is missing",
            "%(count)d points of the checklist are missing",
            self.missing,
        )
        return super().get_context_data(parent_context) | {"label": text % {"count": self.missing}}


def checklist_of(page):
    return checklist(page) if isinstance(page, EditionHome) else []


class OpeningsPanel(Component):
    """The editions that a user is about to publish for the first time, with their checklists."""

    name = "edition_openings"
    order = 140  # before the changes in other editions
    template_name = "editions/opening/panel.html"

    def __init__(self, user):
        homes = (opening.home for opening in Opening.objects.order_by("key"))
        homes = (home for home in homes if home and not home.first_published_at)
        self.homes = [home for home in homes if home.permissions_for_user(user).can_edit()]

    def get_context_data(self, parent_context):
        return {
            "parts": [
                {
                    "heading": _("New edition: %(state)s") % {"state": home.edition.state},
                    "key": home.edition.key,
                    "items": checklist(home.get_latest_revision_as_object()),
                    "url": reverse("wagtailadmin_pages:edit", args=[home.pk]),
                }
                for home in self.homes
            ]
        }
