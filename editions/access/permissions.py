"""Who may take which page over into which edition or language: asked of the pages themselves."""

from wagtail.models import Locale, Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from ..homes import HOME_DEPTH
from .administration import administers

#: Whoever has one of these rights on a page works on it.
OWN = {"add", "change", "publish", "lock", "unlock"}


def can_read(user, page):
    """Whether a user may see the text of a page: it is the user's own, or public."""
    return is_own(user, page) or (user.is_active and is_public(page))


def is_own(user, page):
    """Whether a user works on a page, and so sees its draft."""
    return PagePermissionPolicy().user_has_any_permission_for_instance(user, OWN, page)


def is_public(page):
    home = Page.objects.filter(path=page.path[: HOME_DEPTH * Page.steplen], live=True)
    return page.live and home.exists() and not page.get_view_restrictions().exists()


def can_add_below(user, parent, live=False):
    """Whether a user may add a page below another one, or a live one.

    Wagtail says no for everybody at the root, where start pages are not made by hand.
    """
    if parent.is_root():
        return administers(user)
    tester = parent.permissions_for_user(user)
    return tester.can_add_subpage() and (not live or tester.can_publish_subpage())


def all_locales(user):
    """Return {id: Locale}, in one query for each request, whose user keeps them."""
    if not hasattr(user, "_all_locales"):
        user._all_locales = Locale.objects.in_bulk()
    return user._all_locales


def locales_to_add_in(user):
    """Return the locales in whose trees a user may add pages."""
    locales = all_locales(user)
    if not user.is_active or user.is_superuser:
        return list(locales.values()) if user.is_active else []
    rights = PagePermissionPolicy().get_cached_permissions_for_user(user)
    pages = [right.page for right in rights if right.permission.codename == "add_page"]
    if any(page.is_root() for page in pages):
        return list(locales.values())
    return [locales[pk] for pk in {page.locale_id for page in pages} if pk in locales]
