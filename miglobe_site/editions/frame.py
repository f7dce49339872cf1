"""What header and footer of a page show: menu, edition switch, languages, breadcrumb."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import get_language
from wagtail.models import Page, get_page_models

from .registry import LANGUAGES, parse_code


@dataclass(frozen=True)
class Link:
    """A link of the frame; ``current`` is "page", "true" (an ancestor of the page) or ""."""

    title: str
    url: str
    current: str = ""
    lang: str = ""
    is_counterpart: bool = True


class Frame:
    """The surroundings of one page in its edition and language.

    Needs two SQL queries in all: the pages around this one, and the counterparts of page and home.
    """

    def __init__(self, request, page):
        self.request = request
        self.page = page
        self.language, self.edition = parse_code(get_language())

    @cached_property
    def home(self):
        """The home page of this edition and language, as its specific class."""
        home = getattr(self.request, "edition_home", None)
        if home is None or not self.page.url_path.startswith(home.url_path):
            # Routing leaves the home page on the request; a preview does not.
            home = Page.objects.ancestor_of(self.page, inclusive=True).get(depth=2).specific
        return home

    @cached_property
    def _around(self):
        """One query for what menu, footer and subpages list, and for the ancestors."""
        in_footer = [
            content_type.pk
            for model, content_type in ContentType.objects.get_for_models(
                *get_page_models(), for_concrete_models=False
            ).items()
            if getattr(model, "menu_place", "") == "footer"
        ]
        listed = Q(live=True) & (Q(show_in_menus=True) | Q(content_type__in=in_footer))
        below = Q(path__startswith=self.home.path, depth=self.home.depth + 1)
        below |= Q(path__startswith=self.page.path, depth=self.page.depth + 1)
        return list(Page.objects.filter((listed & below) | Q(path__in=self._ancestor_paths)))

    @property
    def _ancestor_paths(self):
        """Paths of the pages between the home page and this one."""
        depths = range(self.home.depth + 1, self.page.depth)
        return [self.page.path[: depth * Page.steplen] for depth in depths]

    @property
    def _children(self):
        """What menu and footer list. An ancestor that staff took out of the menu is not in it."""
        return [
            page
            for page in self._around
            if page.depth == self.home.depth + 1
            and page.live
            and (page.show_in_menus or menu_place(page) == "footer")
        ]

    def _links(self, place):
        return [
            Link(child.title, child.get_url(self.request), self._current(child))
            for child in self._children
            if menu_place(child) == place
        ]

    def _current(self, other):
        if other.pk == self.page.pk:
            return "page"
        is_ancestor = other.depth > 2 and self.page.path.startswith(other.path)
        return "true" if is_ancestor else ""

    @cached_property
    def menu(self):
        return self._links("menu")

    @property
    def next_pages(self):
        """The three pages that follow this one in the menu, then the first ones again."""
        place = next((n for n, link in enumerate(self.menu) if link.current == "page"), None)
        if place is None:
            return []
        return [*self.menu[place + 1 :], *self.menu[:place]][:3]

    @cached_property
    def footer(self):
        return self._links("footer")

    @cached_property
    def request_page(self):
        """The page for requests that the home page names, or None; it mostly is in the menu."""
        pk = self.home.request_page_id
        in_menu = next((child for child in self._children if child.pk == pk), None)
        return in_menu or self.home.request_page

    @cached_property
    def _live(self):
        """Live homes and counterparts of this page: {(translation key, locale code): page}."""
        keys = {self.page.translation_key, self.home.translation_key}
        pages = Page.objects.live().filter(translation_key__in=keys).select_related("locale")
        return {(page.translation_key, page.locale.language_code): page for page in pages}

    def _counterpart(self, code):
        return self._live.get((self.page.translation_key, code))

    @cached_property
    def editions(self):
        """One link for each edition with a live home; the counterpart page where there is one."""
        homes = {
            parse_code(code)[1]: page
            for (key, code), page in self._live.items()
            if key == self.home.translation_key and parse_code(code)[0] == "de"
        }
        links = []
        for edition in sorted(homes, key=lambda edition: edition.state, reverse=True):
            page = self._counterpart(edition.locale_code(self.language))
            links.append(
                Link(
                    edition.state,
                    (page or homes[edition]).get_url(self.request),
                    "true" if edition == self.edition else "",
                    is_counterpart=page is not None,
                )
            )
        return links

    @cached_property
    def languages(self):
        """This page in the languages of its edition, itself included; one link means no choice."""
        links = []
        for language, name in LANGUAGES.items():
            page = self._counterpart(self.edition.locale_code(language))
            if page:
                current = "true" if language == self.language else ""
                links.append(Link(name, page.get_url(self.request), current, language))
        return links

    @cached_property
    def alternates(self):
        """(language, absolute URL) of each language of this page, for hreflang."""
        if len(self.languages) < 2:
            return []
        return [(link.lang, settings.BASE_URL + link.url) for link in self.languages]

    @property
    def canonical(self):
        return settings.BASE_URL + self.page.get_url(self.request)

    @cached_property
    def subpages(self):
        """Links to the pages below this one that are in the menu; none on the home page."""
        if self.page.pk == self.home.pk:
            return []
        return [
            Link(page.title, page.get_url(self.request))
            for page in self._around
            if page.depth == self.page.depth + 1 and page.path.startswith(self.page.path)
        ]

    @cached_property
    def breadcrumb(self):
        """Links from the home page to the parent of this page; empty on the home page."""
        if self.page.pk == self.home.pk:
            return []
        between = [page for page in self._around if page.path in self._ancestor_paths]
        return [Link(p.title, p.get_url(self.request)) for p in [self.home, *between]]


def menu_place(page):
    """Where the type of a page is listed: "menu" or "footer"."""
    return getattr(page.cached_content_type.model_class(), "menu_place", "menu")
