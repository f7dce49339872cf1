"""Where a user can take a page over into, and which pages go along."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from wagtail.models import Locale, Page

from .access import permissions
from .homes import HOME_DEPTH
from .registry import parse_code
from .takeover import check_route


@dataclass
class Target:
    """One locale, as seen from a page that may go there.

    ``parent`` is the nearest page above it that is there already, ``missing`` are the pages in
    between, from the top, which have to come along. ``counterpart`` is the page itself, if it is
    there.
    """

    locale: Locale
    parent: Page
    missing: list
    counterpart: Page | None
    may_publish: bool
    below: list = field(default_factory=list)

    @property
    def is_regional(self):
        """Whether it is another edition, and not another language."""
        return parse_code(self.locale.language_code)[0] == "de"

    @property
    def is_open(self):
        """Whether there is anything left to take over."""
        return self.takes_page or bool(self.below)

    @property
    def takes_page(self):
        """Whether the page itself is missing there."""
        return self.counterpart is None

    @property
    def home_is_live(self):
        home = (self.counterpart or self.parent).path[: HOME_DEPTH * Page.steplen]
        return Page.objects.filter(path=home, depth=HOME_DEPTH, live=True).exists()


def targets(user, page):
    """Return a Target for each locale into which a user may take a page over, done or not."""
    locales = [locale for locale in Locale.objects.all() if is_routable(page, locale)]
    above = list(page.get_ancestors().filter(depth__gte=HOME_DEPTH))
    descendants = readable_below(user, page)
    there = found(locales, [*above, page, *descendants])
    result = []
    for locale in locales:
        known = there[locale.pk]
        missing = [entry for entry in above if entry.translation_key not in known]
        parents = [known[entry.translation_key] for entry in above if entry not in missing]
        parent = parents[-1] if parents else page.get_root()
        counterpart = known.get(page.translation_key)
        places = [parent, counterpart] if counterpart else [parent]
        if not any(permissions.can_add_below(user, place) for place in places):
            continue
        target = Target(
            locale,
            parent,
            missing,
            counterpart,
            may_publish=permissions.can_add_below(user, parent, live=True),
        )
        target.below = placeable(descendants, locale, known, page)
        result.append(target)
    return result


def is_routable(page, locale):
    try:
        check_route(page, locale)
    except ValidationError:
        return False
    return True


def found(locales, pages):
    """Return {id of a locale: {translation key: page there}} for some pages, in one query."""
    result = {locale.pk: {} for locale in locales}
    keys = [page.translation_key for page in pages]
    for page in Page.objects.filter(locale__in=locales, translation_key__in=keys):
        result[page.locale_id][page.translation_key] = page
    return result


def readable_below(user, page):
    """Return the pages below one that a user may read, in the order of the tree."""
    below = page.get_descendants().select_related("locale").order_by("path")
    return list(below if permissions.is_own(user, page) else below.live().public())


def placeable(pages, locale, known, top):
    """Return those pages that are missing in a locale and whose parent is there or comes along."""
    paths, result = {top.path}, []
    for page in pages:
        if page.path[: -Page.steplen] not in paths or not is_routable(page, locale):
            continue
        paths.add(page.path)
        if page.translation_key not in known:
            result.append(page)
    return result


def leads_somewhere(user, page):
    """Whether a page may go into any locale where a user adds pages.

    For a button beside each page of a list: it costs one query for all of them, and so does not
    ask whether the page is there already.
    """
    locales = permissions.all_locales(user)
    if page.is_root() or page.locale_id not in locales:
        return False
    page.locale = locales[page.locale_id]
    return any(is_routable(page, locale) for locale in permissions.locales_to_add_in(user))
