"""The page on the state of the website in the CMS, and a red line on its start page."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from editions.access.administration import administers

from .checks import all_checks
from .models import Run
from .words import CHECKS, label_of


class StateView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "health/state.html"
    page_title = _("State of the website")
    header_icon = "info-circle"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not administers(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run = Run.objects.filter(kind=Run.Kind.DAILY).first()
        parts = [(label_of(part["name"]), part) for part in run.parts] if run else []
        return super().get_context_data(**kwargs) | {
            "checks": [(CHECKS[check.key], check) for check in all_checks()],
            "run": run,
            "parts": parts,
        }


class StatePanel(Component):
    """While anything is not well; the administration alone can do something about it."""

    name = "state"
    order = 40  # above all others
    template_name = "health/panel.html"

    def __init__(self, user: Any) -> None:
        self.wrong = (
            [check for check in all_checks() if not check.is_ok] if administers(user) else []
        )

    @property
    def is_shown(self) -> bool:
        return bool(self.wrong)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"names": [CHECKS[check.key] for check in self.wrong]}


class StateMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return administers(request.user)


def menu_item() -> MenuItem:
    url = reverse_lazy("site_state")
    return StateMenuItem(_("State of the website"), url, icon_name="info-circle", order=1300)


addresses = [path("state/", StateView.as_view(), name="site_state")]
