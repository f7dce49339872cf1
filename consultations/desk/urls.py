"""The addresses of the desk below /admin/."""

from django.urls import path

from consultations.desk import assignments
from consultations.desk.assignment_views import AssignmentView, RecallView
from consultations.desk.forms import FORMS
from consultations.desk.listing import RequestListView
from consultations.desk.phone import PhoneView
from consultations.desk.views import (
    DeleteView,
    ForgetView,
    HandOverView,
    RequestView,
    answered,
    deliver,
)
from consultations.desk.year import YearView

ONE = "requests/<int:request_id>/"
addresses = [
    path("requests/", RequestListView.as_view(), name="desk"),
    path("requests/results/", RequestListView.as_view(results_only=True), name="desk_results"),
    path("requests/phone/", PhoneView.as_view(), name="desk_phone"),
    path("requests/year/", YearView.as_view(), name="desk_year"),
    path(ONE, RequestView.as_view(), name="desk_request"),
    *(
        path(f"{ONE}{action}/", RequestView.as_view(action=action), name=f"desk_{action}")
        for action in FORMS
    ),
    *(
        path(
            f"{ONE}advisors/<int:assignment_id>/{action}/",
            AssignmentView.as_view(action=action),
            name=f"desk_advisor_{action}",
        )
        for action in assignments.FORMS
    ),
    path(
        f"{ONE}advisors/<int:assignment_id>/recall/",
        RecallView.as_view(),
        name="desk_advisor_recall",
    ),
    path(f"{ONE}answered/", answered, name="desk_answered"),
    path(f"{ONE}hand-over/", HandOverView.as_view(), name="desk_hand_over"),
    path(f"{ONE}deliver/", deliver, name="desk_deliver"),
    path(f"{ONE}delete/", DeleteView.as_view(), name="desk_delete"),
    path(f"{ONE}forget/", ForgetView.as_view(), name="desk_forget"),
]
FOR_STAFF = [str(each.name) for each in addresses]
