"""The pages around one: menu, breadcrumb, footer."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.utils.functional import cached_property
from wagtail.models import get_page_models

from .homes import HOME_DEPTH
from .links import path_of

#: How many links the line of the header holds beside “More”, and in how many letters: a title
#: takes those of its own and BETWEEN more.
MOST_ON_LINE, LINE, BETWEEN = 5, 54, 3


@dataclass(frozen=True)
class Link:
    """A link of the frame; ``current`` is "page", "true" (an ancestor of the page) or ""."""

    title: str
    url: str
    current: str = ""
    lang: str = ""
    is_counterpart: bool = True
    query: str = ""


class Navigation:
    """Links to the pages that are listed around the page of a Frame, which has read them."""

    def __init__(self, frame):
        self.frame, self.page, self.home = frame, frame.page, frame.home

    def link_to(self, page, **attributes):
        return Link(page.title, path_of(page, self.frame.request), **attributes)

    def listed_below(self, parent):
        """The live pages right below a page that are in the menu or the footer."""
        return [
            page
            for page in self.frame.pages
            if page.depth == parent.depth + 1
            and page.path.startswith(parent.path)
            and page.live
            and (page.show_in_menus or menu_place(page) == "footer")
        ]

    @cached_property
    def top(self):
        """The listed pages right below the home page."""
        return self.listed_below(self.home)

    def links(self, place):
        return [
            self.link_to(page, current=self.current(page))
            for page in self.top
            if menu_place(page) == place
        ]

    def current(self, other):
        if other.pk == self.page.pk:
            return "page"
        is_ancestor = other.depth > HOME_DEPTH and self.page.path.startswith(other.path)
        return "true" if is_ancestor else ""

    @cached_property
    def menu(self):
        return self.links("menu")

    @cached_property
    def beside_button(self):
        """The menu without the page for requests, while a button of the header leads there."""
        return [
            self.link_to(page, current=self.current(page))
            for page in self.top
            if menu_place(page) == "menu" and not self.frame.has_button(page)
        ]

    @cached_property
    def first(self):
        """The links that stand on the line of the header: from the first one on, while they fit."""
        shown, room = [], LINE
        for link in self.beside_button[:MOST_ON_LINE]:
            room -= len(link.title) + BETWEEN
            if room < 0:
                break
            shown.append(link)
        return shown

    @property
    def more(self):
        """The links that stand under “More”."""
        return self.beside_button[len(self.first) :]

    @property
    def is_in_more(self):
        """Whether the page on show, or one above it, stands under “More”."""
        return any(link.current for link in self.more)

    @property
    def next_pages(self):
        """The three pages that follow this one in the menu, then the first ones again."""
        place = next((n for n, link in enumerate(self.menu) if link.current == "page"), None)
        if place is None:
            return []
        return [*self.menu[place + 1 :], *self.menu[:place]][:3]

    @cached_property
    def footer(self):
        return [*self.links("footer"), *self.german_footer()]

    def german_footer(self):
        """Links to the German pages of the footer that are missing in the language on show."""
        here = {page.translation_key for page in self.top}
        return [
            self.link_to(page, lang="de")
            for page in self.frame.pages
            if page.live
            and page.locale.language_code == self.frame.edition.locale_code()
            and menu_place(page) == "footer"
            and page.translation_key not in here
        ]

    @cached_property
    def subpages(self):
        """Links to the pages below this one that are in the menu; none on the home page."""
        if self.page.pk == self.home.pk:
            return []
        return [self.link_to(page) for page in self.listed_below(self.page)]

    @cached_property
    def breadcrumb(self):
        """Links from the home page to the parent of this page; empty on the home page."""
        if self.page.pk == self.home.pk:
            return []
        above = [page for page in self.frame.pages if page.path in self.frame.ancestor_paths]
        return [self.link_to(page) for page in [self.home, *above]]


def footer_types():
    """Ids of the content types whose pages always stand in the footer."""
    types = [model for model in get_page_models() if getattr(model, "menu_place", "") == "footer"]
    return [content_type.pk for content_type in ContentType.objects.get_for_models(*types).values()]


def menu_place(page):
    """Where the type of a page is listed: "menu" or "footer"."""
    return getattr(page.cached_content_type.model_class(), "menu_place", "menu")
