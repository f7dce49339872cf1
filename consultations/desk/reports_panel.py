"""On the start page of the CMS: barriers that wait for an answer; interest, for administrators."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from consultations.desk.interests import delivered
from consultations.desk.report_rights import reports_to_answer
from editions.access.administration import administers

RECENT = timedelta(days=30)


class ReportsPanel(Component):
    name = "website-reports"
    order = 65  # after the requests
    template_name = "consultations/desk/reports_panel.html"

    def __init__(self, user: Any) -> None:
        today, barriers = timezone.localdate(), reports_to_answer(user).barriers()
        self.overdue = barriers.overdue(today).count()
        self.waiting = barriers.open().count() - self.overdue
        self.quarantine = barriers.exclude(suspicions="").count()
        since = timezone.now() - RECENT
        recent = delivered().filter(created_at__gt=since)
        self.interests = recent.count() if administers(user) else 0
        self.is_shown = bool(self.overdue or self.waiting or self.quarantine or self.interests)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {
            "overdue": self.overdue,
            "waiting": self.waiting,
            "quarantine": self.quarantine,
            "interests": self.interests,
            "url": reverse("desk_barriers"),
            "interest_url": reverse("desk_interests"),
        }
