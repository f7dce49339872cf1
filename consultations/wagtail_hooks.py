"""What requests add to commands and to the CMS."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from consultations import (
    demo,
    my_requests,
    nudges,
    report_nudges,
    report_retention,
    retention,
)
from consultations.desk import report_urls, urls
from consultations.desk.listing import menu_item
from consultations.desk.panel import RequestsPanel
from consultations.desk.reports_panel import ReportsPanel


@hooks.register("load_demo_content", order=-10)  # before what is shown beside a button
def open_all_editions(say, most):
    demo.load(say, most)


@hooks.register("load_demo_content", order=20)  # after profiles and examples, which requests name
def load_sample_requests(say, most):
    demo.load_requests(say, most)


hooks.register("register_admin_urls", lambda: urls.addresses)
hooks.register("views_for_staff", lambda: urls.FOR_STAFF)
hooks.register("register_admin_menu_item", menu_item)
hooks.register("register_admin_urls", lambda: report_urls.addresses)
hooks.register("views_for_staff", lambda: report_urls.FOR_STAFF)
hooks.register("register_reports_menu_item", report_urls.barriers_item)
hooks.register("register_reports_menu_item", report_urls.feedback_item)
hooks.register("register_reports_menu_item", report_urls.interest_item)
hooks.register("daily", retention.forget_old)
hooks.register("daily", nudges.nudge_all)
hooks.register("daily", report_nudges.nudge_all)
hooks.register("daily", report_retention.delete_old)
# Requests are locked before the wishes in them, as everywhere: else two would wait for each other.
hooks.register("forget_member", retention.forget_assignments)
hooks.register("forget_member", retention.forget_wishes)
hooks.register("data_of_member", my_requests.data_of_member)
hooks.register("my_profile_menu", my_requests.menu_of_my_profile)
hooks.register("my_profile_parts", my_requests.part_of_my_profile)


@hooks.register("construct_homepage_panels")
def show_requests_that_wait(request: HttpRequest, panels: list[Any]) -> None:
    for panel in (RequestsPanel(request.user), ReportsPanel(request.user)):
        if panel.is_shown:
            panels.append(panel)
