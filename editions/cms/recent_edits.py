"""“Your most recent edits” names pages of the user's editions alone.

An edit of an original is noted under its editor's name in the copies of other editions as well, and
somebody may have worked for another edition before.
"""

from wagtail.admin.views.home import RecentEditsPanel
from wagtail.permissions import page_permission_policy

from ..access.ownership import PAGE_RIGHTS


class OwnRecentEditsPanel(RecentEditsPanel):
    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        may = page_permission_policy.user_has_any_permission_for_instance
        user = parent_context["request"].user
        context["last_edits"] = [
            (when, page) for when, page in context["last_edits"] if may(user, PAGE_RIGHTS, page)
        ]
        return context
