"""Whom a coordinator could propose for a request: an explained ranking, without any service.

The same request gets the same proposals as long as profiles, examples and the day stay the same.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from editions.registry import EDITIONS, Edition
from members.choices import Availability, Place
from members.models import MemberPage, MemberTopic, Topic
from members.models.querysets import PAUSES
from miglobe_site.facets.declaring import alphabetical
from miglobe_site.municipalities.models import Municipality
from search.models import Synonym

from . import reasons
from .asked import Asked, Codes, read
from .distances import Towns
from .experience import examples_by_topic
from .own_words import OwnWords

MOST = 3
#: Points for what fits; a wish of the municipality stands above all points.
CHOSEN_TOPIC, TOPIC = 3.0, 2.0
LANGUAGE, LANGUAGE_SPOKEN = 4.0, 1.0
COUNTRY, REGION, CONTINENT = 4.0, 2.5, 1.0
FORMAT = 1.5
EXAMPLE, MOST_EXAMPLES = 1.0, 2
WORDS, MOST_FOR_WORDS = 1.5, 5.0
NEAR, FAR_KM = 2.0, 120
SHORT_OF_TIME = WRONG_PLACE = TOO_FAR = -1.5
#: A place of up to two countries is one of them ("Kongo"), of up to so many a region.
COUNTRIES, COUNTRIES_OF_REGION = 2, 25
SURROUNDINGS_KM = 50


@dataclass(frozen=True)
class Wish:
    """What a municipality asks for. ``format``: a value of members.choices, or "".

    ``wanted``: the ids or translation
    keys of those asked for by name; ``refused``: of those who declined.
    """

    edition: str
    text: str = ""
    topics: tuple[str, ...] = ()
    format: str = ""
    municipality: Municipality | None = None
    municipality_name: str = ""
    wanted: Collection[Any] = ()
    refused: Collection[Any] = ()


@dataclass
class Proposal:
    """A profile, its points, and why it is proposed: short texts in the language on show.

    ``fits_subject``: there is more to it than the format, the way and the time.
    """

    member: MemberPage
    score: float = 0.0
    reasons: list[str] = field(default_factory=list)
    is_wanted: bool = False
    fits_subject: bool = False


def propose(wish: Wish, day: date | None = None) -> list[Proposal]:
    """Return up to three who fit a wish and take requests on a day, best first.

    Where nobody fits the subject, those who offer the format or are near. Nine queries at most.
    """
    edition = EDITIONS.get(wish.edition)
    if edition is None:
        return []
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    asked = read(wish.text, topics.values(), synonyms())
    members = takes_requests(edition, day or timezone.localdate())
    scale = Scale(wish, asked, topics, members, edition)
    found = [scale.weigh(member) for member in members if not is_among(member, wish.refused)]
    fitting = [proposal for proposal in found if proposal.is_wanted or proposal.fits_subject]
    others = [proposal for proposal in found if proposal.score > 0]
    return sorted(fitting or others, key=place_in_list)[:MOST]


def synonyms() -> list[str]:
    return list(Synonym.objects.order_by("words").values_list("words", flat=True))


def takes_requests(edition: Edition, day: date) -> list[MemberPage]:
    """Return the public German profiles of an edition, without those who pause on a day."""
    pages = MemberPage.objects.published().filter(locale__language_code=edition.locale_code())
    open_pages = pages.by_availability(day).exclude(rank=PAUSES).order_by("pk")
    topics = Prefetch("member_topics", MemberTopic.objects.select_related("topic"))
    rows = "member_formats member_languages member_countries".split()
    return list(open_pages.prefetch_related(topics, *rows))


def is_among(member: MemberPage, keys: Collection[Any]) -> bool:
    """Whether a profile is named by its id or its translation key."""
    return not {str(member.pk), str(member.translation_key)}.isdisjoint(map(str, keys))


def place_in_list(proposal: Proposal) -> tuple[Any, ...]:
    member = proposal.member
    names = (alphabetical(member.last_name), alphabetical(member.first_name))
    return (not proposal.is_wanted, -proposal.score, member.rank, *names, member.pk)


class Scale:
    """Weighs profiles against a wish. Each method yields (points, reason) of one kind."""

    def __init__(
        self,
        wish: Wish,
        asked: Asked,
        topics: dict[str, Topic],
        members: Sequence[MemberPage],
        edition: Edition,
    ) -> None:
        self.wish, self.asked, self.topics = wish, asked, topics
        self.wanted_topics = asked.topics | {slug for slug in wish.topics if slug in topics}
        self.formats = asked.formats | ({wish.format} if wish.format else set())
        self.own_words = OwnWords(members)
        self.towns = Towns(edition.key)
        self.from_place = self.towns.start(wish.municipality, wish.municipality_name)
        self.examples = examples_by_topic(edition, self.wanted_topics)

    def weigh(self, member: MemberPage) -> Proposal:
        proposal = Proposal(member, is_wanted=is_among(member, self.wish.wanted))
        if proposal.is_wanted:
            proposal.reasons.append(reasons.wanted())
        subject = (self.languages, self.by_topics, self.by_examples, self.countries, self.by_words)
        for kind in (*subject, self.by_formats, self.distance, self.limits):
            for points, reason in kind(member):
                proposal.score += points
                proposal.reasons.append(reason)
                proposal.fits_subject |= kind in subject
        proposal.score = round(proposal.score, 2)
        return proposal

    def languages(self, member: MemberPage) -> Iterator[tuple[float, str]]:
        rows = [row for row in member.languages if row.code in self.asked.languages]
        if advising := [row.name for row in rows if row.can_advise]:
            yield LANGUAGE, reasons.speaks(advising)
        elif rows:
            yield LANGUAGE_SPOKEN, reasons.speaks_without_advice([row.name for row in rows])

    def by_topics(self, member: MemberPage) -> Iterator[tuple[float, str]]:
        if shared := [topic for topic in member.topics if topic.slug in self.wanted_topics]:
            chosen = self.wish.topics
            points = sum(CHOSEN_TOPIC if topic.slug in chosen else TOPIC for topic in shared)
            yield points, reasons.topics(shared)

    def by_examples(self, member: MemberPage) -> Iterator[tuple[float, str]]:
        own = self.examples.get(member.pk, {})
        if own:
            number, slug = max((len(ids), slug) for slug, ids in own.items())
            all_ids = set().union(*own.values())
            points = EXAMPLE * min(len(all_ids), MOST_EXAMPLES)
            yield points, reasons.examples(number, self.topics[slug])

    def countries(self, member: MemberPage) -> Iterator[tuple[float, str]]:
        own = {row.code for row in member.member_countries.all()}
        shared = [(place, own & place) for place in self.asked.places if own & place]
        if shared:
            known: Codes = frozenset().union(*(codes for _place, codes in shared))
            yield max(worth(place) for place, _codes in shared), reasons.knows(known)

    def by_formats(self, member: MemberPage) -> Iterator[tuple[float, str]]:
        for row in member.member_formats.all():
            if row.format in self.formats:
                yield FORMAT, reasons.offers(row.format)

    def by_words(self, member: MemberPage) -> Iterator[tuple[float, str]]:
        points, words = self.own_words.common(member.pk, self.asked.words, self.asked.synonyms)
        if points:
            yield min(WORDS * points, MOST_FOR_WORDS), reasons.says(words)

    def distance(self, member: MemberPage) -> Iterator[tuple[float, str]]:
        km = self.towns.km(self.from_place, member.town)
        if km is not None and not self.asked.online:
            yield NEAR * max(0.0, 1 - km / FAR_KM), reasons.distance(km)
            if member.area == "local" and km > SURROUNDINGS_KM:
                yield TOO_FAR, reasons.local_only()

    def limits(self, member: MemberPage) -> Iterator[tuple[float, str]]:
        if self.asked.online and member.place == Place.ON_SITE:
            yield WRONG_PLACE, reasons.on_site_only()
        if list(Availability)[member.rank] == Availability.LIMITED:
            yield SHORT_OF_TIME, reasons.little_time()


def worth(place: Codes) -> float:
    if len(place) <= COUNTRIES:
        return COUNTRY
    return REGION if len(place) <= COUNTRIES_OF_REGION else CONTINENT
