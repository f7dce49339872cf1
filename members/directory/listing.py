"""The directory: profiles narrowed by topic, place, language and more.

It works on the queryset it is given and imports no model.
"""

from django.utils.functional import cached_property
from wagtail import hooks

from members.choices import interface_language
from members.directory.facets import FACETS
from members.directory.shortlist import PARAMETER, Shortlist
from miglobe_site.facets.showing import FacetedList

NAMES = ("last_name", "first_name")


class Directory(FacetedList):
    """The profiles that fit a request, by name or, with a free text, best first.

    ``pages``: a MemberQuerySet of published profiles; ``codes``: the locales of which they are
    all, if they are; ``facets``: more than FACETS.
    """

    def __init__(self, pages, query, codes=(), facets=()):
        self.shortlist = Shortlist.of(query)
        super().__init__(
            pages.for_cards(),
            [*facets, *FACETS],
            query,
            names=NAMES,
            search=finder(codes) if codes else None,
            kept={PARAMETER: self.shortlist.value} if self.shortlist else {},
            version=codes and (("profiles", *codes, interface_language()), pages.stamp()),
        )

    @cached_property
    def page(self):
        """The page asked for; its profiles know topics, formats and languages without a query."""
        page = super().page
        for profile in page.object_list:
            profile.topics = self.labels_of(profile.pk, "thema")
            profile.formats = self.labels_of(profile.pk, "format")
            profile.advice_languages = self.labels_of(profile.pk, "sprache")
            profile.remember_query = self.remember_query(profile.pk)
        return page

    def remember_query(self, pk):
        """The query of this list with a profile put on the shortlist, or taken off it."""
        more = {"page": self.query["page"]} if "page" in self.query else {}
        return self.query_of(**more, **{PARAMETER: self.shortlist.toggled(pk).value})


def finder(codes):
    """What finds the ids of profiles by a free text, best first; None without a search."""
    for search_profiles in hooks.get_hooks("search_profiles"):
        return lambda text: search_profiles(codes, text)
    return None
