"""On the start page of the CMS: a red line while requests wait too long, or cannot arrive."""

from typing import Any

from django.urls import reverse
from wagtail.admin.ui.components import Component

from consultations.desk import queue
from consultations.desk.rights import editions_to_change, of_editions
from consultations.models import RequestPage
from consultations.models.assignment import ANSWER_DAYS
from home.models import HomePage


class RequestsPanel(Component):
    name = "requests"
    order = 60  # after the outbox
    template_name = "consultations/desk/panel.html"

    def __init__(self, user: Any) -> None:
        editions = editions_to_change(user)
        requests = of_editions(editions)
        kinds = {
            "overdue": queue.overdue,
            "today": queue.due_today,
            "quarantine": queue.in_quarantine,
            "resting": queue.resting,
        }
        self.told: dict[str, Any] = {
            name: kind(requests).count() if editions else 0 for name, kind in kinds.items()
        }
        self.told["silent"] = len(queue.unanswered(requests)) if editions else 0
        self.told["closed"] = closed([edition.locale_code() for edition in editions])
        self.is_shown = any(self.told.values())

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return self.told | {"url": reverse("desk"), "days": ANSWER_DAYS}


def closed(codes: list[str]) -> list[dict[str, Any]]:
    """The editions that say they take requests though none can arrive, and where that is mended."""
    homes = HomePage.objects.live().filter(
        locale__language_code__in=codes, offer_status=HomePage.OfferStatus.ACTIVE
    )
    homes = list(homes.select_related("locale").order_by("title"))
    if not homes:
        return []
    pages = RequestPage.objects.filter(locale__in=[home.locale_id for home in homes])
    page_of = {page.locale_id: page for page in pages}
    found = []
    for home in homes:
        page = page_of.get(home.locale_id)
        is_linked = page is not None and home.request_page_id == page.pk
        if home.can_be_reached and page and page.live and is_linked:
            continue
        mend = page if page and is_linked and home.can_be_reached else home
        url = reverse("wagtailadmin_pages:edit", args=[mend.pk])
        found.append({"home": home, "url": url, "can_be_reached": home.can_be_reached})
    return found
