"""Who may take which page over into which edition or language: asked of the pages themselves."""

from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from .homes import HOME_DEPTH

#: Whoever has one of these rights on a page sees its draft.
OWN = {"add", "change", "publish", "lock", "unlock"}


def can_read(user, page):
    """Whether a user may see the text of a page: it is the user's own, or public."""
    if PagePermissionPolicy().user_has_any_permission_for_instance(user, OWN, page):
        return True
    return user.is_active and is_public(page)


def is_public(page):
    home = Page.objects.filter(path=page.path[: HOME_DEPTH * Page.steplen], live=True)
    return page.live and home.exists() and not page.get_view_restrictions().exists()


def can_add_below(user, parent, live=False):
    """Whether a user may add a page below another one, or a live one."""
    tester = parent.permissions_for_user(user)
    return tester.can_add_subpage() and (not live or tester.can_publish_subpage())
