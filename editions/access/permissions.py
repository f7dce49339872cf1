"""Who may work on which page, and so in which edition: asked of Wagtail's rights on pages."""

from wagtail.models import Locale, Page
from wagtail.permissions import page_permission_policy

from ..homes import HOME_DEPTH
from ..registry import parse_code
from .administration import administers

#: Whoever has one of these rights on a page works on it.
OWN = {"add", "change", "publish", "lock", "unlock"}


def is_own(user, page):
    """Whether a user works on a page, and so sees its draft."""
    return page_permission_policy.user_has_any_permission_for_instance(user, OWN, page)


def own_pages(user):
    """Return the pages that a user may change in some way."""
    return page_permission_policy.instances_user_has_any_permission_for(user, OWN)


def own_locales(user):
    """Return the locales of the editions whose pages a user may change."""
    homes = own_pages(user) & Page.objects.filter(depth=HOME_DEPTH)
    return Locale.objects.filter(pk__in=homes.values("locale_id"))


def own_editions(user):
    """Return the set of Editions whose pages a user may change."""
    if user.is_superuser:
        codes = own_locales(user).values_list("language_code", flat=True)
        return {parse_code(code)[1] for code in codes}
    return editions_with_right(user, OWN)


def editions_to_publish(user):
    """Return the set of Editions whose start pages a user may publish, administrators aside."""
    return editions_with_right(user, {"publish"})


def editions_with_right(user, actions):
    """Return the set of Editions on whose start pages a user has a right, without a query for it.

    The rights of a user are read once for each request.
    """
    names = {f"{action}_page" for action in actions}
    rights = page_permission_policy.get_cached_permissions_for_user(user)
    pages = [right.page for right in rights if right.permission.codename in names]
    homes = {page.locale_id for page in pages if page.depth == HOME_DEPTH}
    is_all = any(page.is_root() for page in pages)
    locales = [locale for pk, locale in all_locales(user).items() if is_all or pk in homes]
    return {parse_code(locale.language_code)[1] for locale in locales} - {None}


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
    return locales_with_right(user, {"add"})


def locales_with_right(user, actions):
    """Return the locales in whose trees a user has a right on some page, without a query for it."""
    locales = all_locales(user)
    if not user.is_active or user.is_superuser:
        return list(locales.values()) if user.is_active else []
    names = {f"{action}_page" for action in actions}
    rights = page_permission_policy.get_cached_permissions_for_user(user)
    pages = [right.page for right in rights if right.permission.codename in names]
    if any(page.is_root() for page in pages):
        return list(locales.values())
    return [locales[pk] for pk in {page.locale_id for page in pages} if pk in locales]
