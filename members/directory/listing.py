"""The directory: profiles narrowed by topic, place, language and more.

It works on the queryset it is given and imports no model.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from members.choices import Availability, interface_language
from members.directory.facets import FACETS
from members.directory.portrait import with_portrait
from members.directory.shortlist import PARAMETER, Shortlist
from members.samples import samples_only
from miglobe_site.facets.showing import Choice, FacetedList

NAMES = ("last_name", "first_name")
#: What stands above those of a state.
HEADINGS = {
    Availability.FREE: _("Open to requests"),
    Availability.LIMITED: _("Short of time"),
    Availability.NONE: _("Take no requests for now"),
}
#: So many languages are offered above the list, to be chosen with one tap.
QUICK = 5


@dataclass(frozen=True)
class Group:
    """The profiles of a page of the list that are in the same state.

    ``number``: how many there are on all pages.
    """

    heading: str | Promise
    number: int
    profiles: list[Any]


class Directory(FacetedList):
    """The profiles that fit a request: who takes requests, who has little time, who takes none.

    Among those of a state they stand by name or, with a free text, best first.

    ``pages``: a MemberQuerySet of published profiles; ``codes``: the locales of which they are
    all, if they are; ``facets``: more than FACETS.
    """

    def __init__(self, pages, query, codes=(), facets=()):
        self.shortlist = Shortlist.of(query)
        super().__init__(
            pages.with_portraits(),
            [*facets, *FACETS],
            query,
            names=NAMES,
            search=finder(codes) if codes else None,
            kept={PARAMETER: self.shortlist.value} if self.shortlist else {},
            version=codes and (("profiles", *codes, interface_language()), pages.stamp()),
        )

    @cached_property
    def _by_state(self) -> dict[Availability, list[int]]:
        """The ids of the profiles that fit, by their state of today."""
        fitting, states = super().ids, self.reading.values["verfuegbar"].items
        return {
            state: [pk for pk in fitting if pk in states.get(state, ())] for state in Availability
        }

    @property
    def ids(self) -> list[int]:
        return [pk for ids in self._by_state.values() for pk in ids]

    @cached_property
    def groups(self) -> list[Group]:
        """The profiles of this page, by their state."""
        groups = [
            Group(
                HEADINGS[state],
                len(ids),
                [profile for profile in self.page if profile.availability_today == state],
            )
            for state, ids in self._by_state.items()
        ]
        return [group for group in groups if group.profiles]

    @property
    def samples_only(self) -> bool:
        """Whether all profiles of this page are samples."""
        return samples_only(self.page)

    @property
    def unprintable(self) -> int:
        """How many profiles of this page are left out on paper."""
        return sum(not profile.may_be_printed for profile in self.page)

    @cached_property
    def quick_choices(self) -> list[tuple[Choice, str]]:
        """(language, query of the list with it): those that tell the profiles apart, if any."""
        panels = [panel for panel in self.panels if panel.facet.name == "sprache"]
        if not panels or panels[0].active:
            return []
        telling = [choice for choice in panels[0].choices if choice.count < len(self.ids)]
        telling.sort(key=lambda choice: -choice.count)
        return [(choice, self.query_of(sprache=choice.value)) for choice in telling[:QUICK]]

    @cached_property
    def page(self):
        """The page asked for; its profiles know topics, formats and languages without a query."""
        page = super().page
        for profile in map(with_portrait, page.object_list):
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
