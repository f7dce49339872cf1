"""The panel “Freigaben” on the start page of the CMS: what advisors wait for, and since when."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import TaskState

from editions.access.permissions import own_pages
from members.cms.filters import MemberFilterSet
from members.models import DeletionRequest, MemberPage

SHOWN = 10


class ApprovalsPanel(Component):
    """Profiles of the user's editions that wait; how many are stale or have no account."""

    name = "approvals"
    order = 110
    template_name = "members/cms/approvals_panel.html"

    def __init__(self, user):
        self.pages = MemberPage.objects.filter(pk__in=own_pages(user).values("pk"))
        self.is_shown = self.pages.exists()

    def get_context_data(self, parent_context):
        waiting = list(self.waiting())
        listing = reverse("members:index")
        filters = MemberFilterSet()
        return {
            "heading": _("Approvals"),
            "deletions": self.pages.filter(
                translation_key__in=DeletionRequest.objects.values("profile"),
                locale__language_code__startswith="de-x-",
            ),
            "waiting": waiting[:SHOWN],
            "more": max(len(waiting) - SHOWN, 0),
            "stale": filters.by_freshness(self.pages.live(), "", "stale").count(),
            "stale_url": f"{listing}?freshness=stale",
            "without_account": filters.by_account(self.pages, "", "no").count(),
            "without_account_url": f"{listing}?account=no",
        }

    def waiting(self):
        """(page, task) of what is to approve, the oldest first."""
        tasks = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
        tasks = tasks.select_related("workflow_state__requested_by").order_by("started_at", "pk")
        by_page = {int(task.workflow_state.object_id): task for task in tasks}
        pages = self.pages.filter(pk__in=by_page).select_related("locale")
        found = {page.pk: page for page in pages}
        for pk, task in by_page.items():
            if pk in found:
                yield {"page": found[pk], "task": task, "url": compare_url(found[pk])}


def compare_url(page):
    """Where what is public and what waits stand side by side; the editor for what is new."""
    if not page.live or not page.latest_revision_id:
        return reverse("wagtailadmin_pages:edit", args=[page.pk])
    return reverse(
        "wagtailadmin_pages:revisions_compare", args=[page.pk, "live", page.latest_revision_id]
    )
