"""What header and footer of a page show: menu, edition switch, languages, breadcrumb."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page, get_page_models

from .homes import archived_homes
from .links import counterparts_of, path_of, urls_among
from .registry import LANGUAGES, language_tag, parse_code


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

    One SQL query finds all the pages that are shown or linked to: ``linked`` are the ids of those
    that the text of the page links to.
    """

    def __init__(self, request, page, linked=()):
        self.request = request
        self.page = page
        self.linked = set(linked)
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
    def _pages(self):
        listed = Q(live=True) & (Q(show_in_menus=True) | Q(content_type__in=footer_types()))
        below = Q(path__startswith=self.home.path, depth=self.home.depth + 1)
        below |= Q(path__startswith=self.page.path, depth=self.page.depth + 1)
        below |= Q(
            content_type__in=footer_types(),
            locale__language_code=self.edition.locale_code(),
        )
        wanted = (listed & below) | Q(path__in=self._ancestor_paths)
        wanted |= Q(translation_key__in=[self.page.translation_key, self.home.translation_key])
        if self.linked:
            wanted |= counterparts_of(self.linked)
        archived = Exists(archived_homes().filter(pk=OuterRef("pk")))
        pages = Page.objects.filter(wanted).annotate(is_archived=archived)
        return list(pages.select_related("locale").order_by("path"))

    @property
    def home_url(self):
        return path_of(self.home, self.request)

    @property
    def link_urls(self):
        """{id: URL} of the pages that the text links to."""
        return urls_among(self._pages, self.linked)

    @property
    def linked_pages(self):
        """The pages that the text links to."""
        return [page for page in self._pages if page.pk in self.linked]

    @property
    def _ancestor_paths(self):
        """Paths of the pages between the home page and this one."""
        depths = range(self.home.depth + 1, self.page.depth)
        return [self.page.path[: depth * Page.steplen] for depth in depths]

    def _listed_below(self, parent):
        """The live pages right below a page that are in the menu or the footer."""
        return [
            page
            for page in self._pages
            if page.depth == parent.depth + 1
            and page.path.startswith(parent.path)
            and page.live
            and (page.show_in_menus or menu_place(page) == "footer")
        ]

    @cached_property
    def _children(self):
        return self._listed_below(self.home)

    def _links(self, place):
        return [
            Link(child.title, path_of(child, self.request), self._current(child))
            for child in self._children
            if menu_place(child) == place
        ]

    def _german_footer(self):
        """Links to the German pages of the footer that are missing in the language on show."""
        here = {child.translation_key for child in self._children}
        return [
            Link(page.title, path_of(page, self.request), lang="de")
            for page in self._pages
            if page.live
            and page.locale.language_code == self.edition.locale_code()
            and menu_place(page) == "footer"
            and page.translation_key not in here
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
        return [*self._links("footer"), *self._german_footer()]

    @cached_property
    def request_page(self):
        """The page for requests that the home page names, or None; it mostly is in the menu."""
        pk = self.home.request_page_id
        in_menu = next((child for child in self._children if child.pk == pk), None)
        return in_menu or self.home.request_page

    @cached_property
    def is_request_page(self):
        return self._is_for_requests(self.page)

    def _is_for_requests(self, page):
        return bool(self.request_page) and page.translation_key == self.request_page.translation_key

    def is_closed(self, page):
        """Whether a page (or None) is the one for requests while the edition takes none."""
        return bool(page) and not self.home.takes_requests and self._is_for_requests(page)

    @cached_property
    def _live(self):
        """The live pages by (translation key, locale code)."""
        return {
            (page.translation_key, page.locale.language_code): page
            for page in self._pages
            if page.live
        }

    def _counterpart(self, code):
        """This page in another locale, where both it and the home page there are live."""
        if (self.home.translation_key, code) not in self._live:
            return None
        return self._live.get((self.page.translation_key, code))

    @cached_property
    def editions(self):
        """One link for each edition with a live home; the counterpart page where there is one.

        Archived editions are left out, except the one that is being read.
        """
        homes = {
            parse_code(code)[1]: page
            for (key, code), page in self._live.items()
            if key == self.home.translation_key and parse_code(code)[0] == "de"
        }
        homes = {
            edition: page
            for edition, page in homes.items()
            if edition == self.edition or not page.is_archived
        }
        links = []
        for edition in sorted(homes, key=lambda edition: edition.state, reverse=True):
            page = self._counterpart(edition.locale_code(self.language))
            links.append(
                Link(
                    edition.state,
                    path_of(page or homes[edition], self.request),
                    "true" if edition == self.edition else "",
                    is_counterpart=page is not None,
                )
            )
        return links

    @cached_property
    def _paths(self):
        """{language: URL path} of this page in its edition, itself included."""
        pages = {key: self._counterpart(self.edition.locale_code(key)) for key in LANGUAGES}
        return {key: path_of(page, self.request) for key, page in pages.items() if page}

    @property
    def languages(self):
        """This page in the languages of its edition, itself included; one link means no choice."""
        names = LANGUAGES
        if self.language == "de-simple":
            names = LANGUAGES | {"de": _("Everyday language")}
        return [
            Link(names[key], path, "true" if key == self.language else "", language_tag(key))
            for key, path in self._paths.items()
        ]

    @property
    def alternates(self):
        """(language, absolute URL) of each language of this page, for hreflang.

        Plain German is no language of its own: it has no such links and is in none.
        """
        real = {key: path for key, path in self._paths.items() if key == language_tag(key)}
        if self.language not in real or len(real) < 2:
            return []
        return [(key, settings.BASE_URL + path) for key, path in real.items()]

    @property
    def canonical(self):
        return settings.BASE_URL + path_of(self.page, self.request)

    @cached_property
    def subpages(self):
        """Links to the pages below this one that are in the menu; none on the home page."""
        if self.page.pk == self.home.pk:
            return []
        below = self._listed_below(self.page)
        return [Link(page.title, path_of(page, self.request)) for page in below]

    @cached_property
    def breadcrumb(self):
        """Links from the home page to the parent of this page; empty on the home page."""
        if self.page.pk == self.home.pk:
            return []
        between = [page for page in self._pages if page.path in self._ancestor_paths]
        return [Link(p.title, path_of(p, self.request)) for p in [self.home, *between]]


def footer_types():
    """Ids of the content types whose pages always stand in the footer."""
    types = [model for model in get_page_models() if getattr(model, "menu_place", "") == "footer"]
    return [content_type.pk for content_type in ContentType.objects.get_for_models(*types).values()]


def menu_place(page):
    """Where the type of a page is listed: "menu" or "footer"."""
    return getattr(page.cached_content_type.model_class(), "menu_place", "menu")
