"""The panel “Profile” on the start page of the CMS: what else they need, beside an approval."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from editions.access.permissions import own_pages
from editions.homes import in_german
from members.cms.filters import MemberFilterSet
from members.models import DeletionRequest, MemberPage


class ProfilesPanel(Component):
    """Deletions that advisors ask for; how many profiles are stale or have no account."""

    name = "profiles"
    order = 110
    template_name = "members/cms/profiles_panel.html"

    def __init__(self, user):
        self.pages = MemberPage.objects.filter(pk__in=own_pages(user).values("pk"))
        self.is_shown = self.pages.exists()

    def get_context_data(self, parent_context):
        listing = reverse("members:index")
        filters = MemberFilterSet()
        return {
            "heading": _("Profiles"),
            "deletions": self.pages.filter(
                in_german(), translation_key__in=DeletionRequest.objects.values("profile")
            ),
            "stale": filters.by_freshness(self.pages.live(), "", "stale").count(),
            "stale_url": f"{listing}?freshness=stale",
            "without_account": filters.by_account(self.pages, "", "no").count(),
            "without_account_url": f"{listing}?account=no",
        }
