"""What header and footer of a page show."""

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils.functional import cached_property
from django.utils.translation import get_language
from wagtail.models import Page

from .advisors_word import speak
from .counterparts import Counterparts
from .homes import HOME_DEPTH, archived_homes, is_private
from .links import counterparts_of, path_of, urls_among
from .navigation import Navigation, footer_types
from .registry import parse_code


class Frame:
    """The surroundings of one page in its edition and language.

    One SQL query finds all the pages that are shown or linked to: ``linked`` are the ids of those
    that the text of the page links to. ``below``: what stands at the end of the address where a
    view of ours shows something below the page.
    """

    def __init__(self, request, page, linked=(), below=""):
        self.request = request
        self.page = page
        self.linked = set(linked)
        self.below = below
        self.language, self.edition = parse_code(get_language())

    @cached_property
    def home(self):
        """The home page of this edition and language, as its specific class."""
        home = getattr(self.request, "edition_home", None)
        if home is None or not self.page.url_path.startswith(home.url_path):
            # Routing leaves the home page on the request; a preview does not.
            above = Page.objects.ancestor_of(self.page, inclusive=True)
            home = above.get(depth=HOME_DEPTH).specific
        speak(get_language(), home.advisors_word)
        return home

    @cached_property
    def pages(self):
        """All pages that are listed, linked to or stand for this one elsewhere, in one query."""
        listed = Q(live=True) & (Q(show_in_menus=True) | Q(content_type__in=footer_types()))
        listed &= ~is_private("path")
        below = Q(path__startswith=self.home.path, depth=self.home.depth + 1)
        below |= Q(path__startswith=self.page.path, depth=self.page.depth + 1)
        below |= Q(
            content_type__in=footer_types(),
            locale__language_code=self.edition.locale_code(),
        )
        wanted = (listed & below) | Q(path__in=self.ancestor_paths)
        wanted |= Q(translation_key__in=[self.page.translation_key, self.home.translation_key])
        if self.linked:
            wanted |= counterparts_of(self.linked)
        archived = Exists(archived_homes().filter(pk=OuterRef("pk")))
        pages = Page.objects.filter(wanted).annotate(is_archived=archived)
        return list(pages.select_related("locale").order_by("path"))

    @cached_property
    def navigation(self):
        return Navigation(self)

    @cached_property
    def counterparts(self):
        return Counterparts(self)

    @property
    def home_url(self):
        return path_of(self.home, self.request)

    @property
    def link_urls(self):
        """{id: URL} of the pages that the text links to."""
        return urls_among(self.pages, self.linked)

    @property
    def linked_pages(self):
        """The pages that the text links to."""
        return [page for page in self.pages if page.pk in self.linked]

    @property
    def ancestor_paths(self):
        """Paths of the pages between the home page and this one."""
        depths = range(self.home.depth + 1, self.page.depth)
        return [self.page.path[: depth * Page.steplen] for depth in depths]

    @cached_property
    def request_page(self):
        """The page for requests that the home page names, or None; it mostly is in the menu."""
        pk = self.home.request_page_id
        in_menu = next((child for child in self.navigation.top if child.pk == pk), None)
        return in_menu or self.home.request_page

    @cached_property
    def is_request_page(self):
        return self._is_for_requests(self.page)

    def has_button(self, page):
        """Whether a button of the header leads to a page: that for requests, while it is open."""
        return self.home.takes_requests and self._is_for_requests(page)

    def _is_for_requests(self, page):
        return bool(self.request_page) and page.translation_key == self.request_page.translation_key

    def is_closed(self, page):
        """Whether a page (or None) is the one for requests while the edition takes none."""
        return bool(page) and not self.home.takes_requests and self._is_for_requests(page)

    @property
    def canonical(self):
        return settings.BASE_URL + path_of(self.page, self.request)
