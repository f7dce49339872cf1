"""The addresses below /admin/ for what visitors tell of the website, and their menu entries."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from consultations.desk.interests import InterestListView
from consultations.desk.report_lists import BarrierListView, FeedbackListView
from consultations.desk.report_rights import may_read_reports
from consultations.desk.report_views import BarrierView, FeedbackView, InterestView
from editions.access.administration import administers

for_staff = [
    path("barriers/", BarrierListView.as_view(), name="desk_barriers"),
    path(
        "barriers/results/",
        BarrierListView.as_view(results_only=True),
        name="desk_barriers_results",
    ),
    path("barriers/<int:report_id>/", BarrierView.as_view(), name="desk_barrier"),
    path("feedback/", FeedbackListView.as_view(), name="desk_feedback"),
    path(
        "feedback/results/",
        FeedbackListView.as_view(results_only=True),
        name="desk_feedback_results",
    ),
    path("feedback/<int:report_id>/", FeedbackView.as_view(), name="desk_one_feedback"),
]
addresses = [
    *for_staff,
    path("interest/", InterestListView.as_view(), name="desk_interests"),
    path(
        "interest/results/",
        InterestListView.as_view(results_only=True),
        name="desk_interests_results",
    ),
    path("interest/<int:interest_id>/", InterestView.as_view(), name="desk_interest"),
]
FOR_STAFF = [str(each.name) for each in for_staff]


class MenuItemFor(MenuItem):
    """``who``: tells whether a user sees it."""

    def __init__(self, who: Callable[[Any], bool], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.who = who

    def is_shown(self, request: HttpRequest) -> bool:
        return self.who(request.user)


def barriers_item() -> MenuItem:
    url = reverse_lazy("desk_barriers")
    return MenuItemFor(
        may_read_reports, _("Barriers reported"), url, icon_name="comment", order=1210
    )


def feedback_item() -> MenuItem:
    url = reverse_lazy("desk_feedback")
    return MenuItemFor(
        may_read_reports, _("Feedback on pages"), url, icon_name="comment", order=1220
    )


def interest_item() -> MenuItem:
    url = reverse_lazy("desk_interests")
    label = _("Interest without an edition")
    return MenuItemFor(administers, label, url, icon_name="globe", order=1230)
