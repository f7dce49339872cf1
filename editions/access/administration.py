"""Who administers all editions: opens them, archives them, changes what is archived."""

from wagtail.permissions import page_permission_policy


def administers(user):
    """Whether a user may publish below the root of all pages, where the editions stand."""
    if user.is_active and user.is_superuser:
        return True
    rights = user.is_active and page_permission_policy.get_cached_permissions_for_user(user)
    return any(
        right.page.is_root() and right.permission.codename == "publish_page"
        for right in rights or ()
    )
