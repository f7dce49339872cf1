"""Who administers all editions: opens them, archives them, changes what is archived."""

from wagtail.models import Page
from wagtail.permissions import page_permission_policy


def administers(user):
    """Whether a user may publish below the root of all pages, where the editions stand."""
    if user.is_active and user.is_superuser:
        return True
    root = Page.get_first_root_node()
    return page_permission_policy.user_has_permission_for_instance(user, "publish", root)
