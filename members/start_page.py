"""What a start page shows of the advisors: those of the day, and their topics."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import cached_property

from editions.links import path_of
from members.models import MemberIndexPage, MemberPage, Topic
from members.samples import samples_only

#: How many advisors stand in the circles and in the row.
OF_THE_DAY = 5


class StartPage:
    """The advisors of the edition and language of a home page."""

    def __init__(self, home, request):
        self.home, self.request = home, request

    @property
    def parts(self) -> dict[str, Any]:
        """What renders the blocks of these names, and the people of the first screen."""
        return {"people": self.people, "advisors": self.advisors, "topics": self.topics}

    @cached_property
    def directory(self):
        indexes = MemberIndexPage.objects.child_of(self.home).live().select_related("locale")
        return indexes.first()

    @property
    def url(self) -> str:
        return path_of(self.directory, self.request) if self.directory else ""

    @cached_property
    def of_the_day(self) -> list[MemberPage]:
        if not self.directory:
            return []
        profiles = self.directory.profiles.for_cards()
        return list(profiles.of_the_day(timezone.localdate())[:OF_THE_DAY])

    def people(self) -> dict[str, Any]:
        """The circles of the first screen, with those of the day and the number of all."""
        people = self.of_the_day
        total = people[0].number_of_all if people else 0
        return {
            "url": self.url,
            "shown": people,
            "total": total,
            "samples_only": samples_only(people),
        }

    def advisors(self, value) -> str:
        return self.render("advisors", value, self.people()) if self.of_the_day else ""

    def topics(self, value) -> str:
        topics = self.directory and Topic.objects.with_counts(self.directory.profiles)
        return self.render("topics", value, {"topics": topics, "url": self.url}) if topics else ""

    def render(self, name, value, context) -> str:
        template = f"members/start_page/{name}.html"
        return render_to_string(template, context | {"value": value, "home": self.home})
