"""On the start page of the CMS: barriers and the quarantine; interest, for administrators."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from consultations.desk.interests import by_state, delivered, number_of_municipalities, with_team
from consultations.desk.report_rights import reports_to_answer
from consultations.models import Interest
from editions.access.administration import administers

RECENT = timedelta(days=30)


class ReportsPanel(Component):
    name = "website-reports"
    order = 65  # after the requests
    template_name = "consultations/desk/reports_panel.html"

    def __init__(self, user: Any) -> None:
        today, barriers = timezone.localdate(), reports_to_answer(user).barriers()
        overdue = barriers.overdue(today).count()
        feedback = reports_to_answer(user).feedback()
        self.context = {
            "overdue": overdue,
            "waiting": barriers.open().count() - overdue,
            "quarantine": barriers.exclude(suspicions="").count(),
            "feedback": feedback.exclude(suspicions="").count(),
            **(of_interest() if administers(user) else {}),
        }
        self.is_shown = any(self.context.values())

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {
            **self.context,
            "url": reverse("desk_barriers"),
            "feedback_url": reverse("desk_feedback"),
            "interest_url": reverse("desk_interests"),
        }


def of_interest() -> dict[str, Any]:
    recent = delivered().filter(created_at__gt=timezone.now() - RECENT)
    return {
        "interests": number_of_municipalities(recent),
        "with_team": by_state(with_team(delivered())),
        "interest_quarantine": Interest.objects.exclude(suspicions="").count(),
    }
