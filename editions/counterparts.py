"""What stands for a page in other editions and languages."""

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from .links import path_of
from .navigation import Link
from .registry import LANGUAGES, language_tag, parse_code


class Counterparts:
    """Links from the page of a Frame into other editions and languages."""

    def __init__(self, frame):
        self.frame, self.page, self.home = frame, frame.page, frame.home
        self.edition, self.language = frame.edition, frame.language

    @cached_property
    def live(self):
        """The live pages by (translation key, locale code)."""
        return {
            (page.translation_key, page.locale.language_code): page
            for page in self.frame.pages
            if page.live
        }

    def of_page_in(self, code):
        """This page in another locale, where both it and the home page there are live."""
        if (self.home.translation_key, code) not in self.live:
            return None
        return self.live.get((self.page.translation_key, code))

    @cached_property
    def editions(self):
        """One link for each edition with a live home; the counterpart page where there is one.

        Archived editions are left out, but for the one that is being read.
        """
        homes = {
            parse_code(code)[1]: page
            for (key, code), page in self.live.items()
            if key == self.home.translation_key and parse_code(code)[0] == "de"
        }
        homes = {
            edition: page
            for edition, page in homes.items()
            if edition == self.edition or not page.is_archived
        }
        links = []
        below = self.frame.below
        for edition in sorted(homes, key=lambda edition: edition.state, reverse=True):
            page = self.of_page_in(edition.locale_code(self.language))
            links.append(
                Link(
                    edition.state,
                    path_of(page or homes[edition], self.frame.request) + ((page and below) or ""),
                    "true" if edition == self.edition else "",
                    is_counterpart=page is not None,
                    query=self.query if page else "",
                )
            )
        return links

    @property
    def query(self):
        """What was searched for and chosen, for the same list in another edition."""
        if not (self.frame.below or getattr(self.page, "is_list", False)):
            return ""
        kept = self.frame.request.GET.copy()
        for name in ("page", "seite"):  # the other list has fewer or more pages
            kept.pop(name, None)
        return f"?{kept.urlencode()}" if kept else ""

    @property
    def language_name(self):
        return LANGUAGES[self.language]

    @property
    def language_tag(self):
        return language_tag(self.language)

    @cached_property
    def paths(self):
        """{language: URL path} of this page in its edition, itself included."""
        pages = {key: self.of_page_in(self.edition.locale_code(key)) for key in LANGUAGES}
        return {key: path_of(page, self.frame.request) for key, page in pages.items() if page}

    @property
    def languages(self):
        """This page in the languages of its edition, itself included; one link means no choice."""
        names = LANGUAGES
        if self.language == "de-simple":
            names = LANGUAGES | {"de": _("Everyday language")}
        return [
            Link(names[key], path, "true" if key == self.language else "", language_tag(key))
            for key, path in self.paths.items()
        ]

    @property
    def alternates(self):
        """(language, absolute URL) of each language of this page, for hreflang.

        Plain German is no language of its own: it has none and is none.
        """
        real = {key: path for key, path in self.paths.items() if key == language_tag(key)}
        if self.language not in real or len(real) < 2:
            return []
        return [(key, settings.BASE_URL + path) for key, path in real.items()]
