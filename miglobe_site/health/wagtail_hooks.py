"""What the administration sees of the state of the website."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from . import cms

hooks.register("register_admin_urls", lambda: cms.addresses)
hooks.register("register_reports_menu_item", cms.menu_item)


@hooks.register("construct_homepage_panels")
def show_what_is_not_well(request: HttpRequest, panels: list[Any]) -> None:
    panel = cms.StatePanel(request.user)
    if panel.is_shown:
        panels.append(panel)
