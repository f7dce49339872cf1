"""Profiles of advisors in numbers, for tests and benchmarks of the directory."""

from dataclasses import dataclass
from itertools import cycle, islice

from django.utils import timezone

from members.models import (
    Consent,
    ConsentKind,
    MemberCountry,
    MemberFormat,
    MemberIndexPage,
    MemberLanguage,
    MemberPage,
    MemberTopic,
    Topic,
)

SOME_TOPICS = ("agenda-2030", "fairer-handel", "kommunale-partnerschaften")


@dataclass(frozen=True)
class Entry:
    """What the facets may know of a profile; ``languages``: code → whether to advise in it."""

    topics: tuple = SOME_TOPICS[:1]
    languages: tuple = (("de", True),)
    formats: tuple = ("talk",)
    countries: tuple = ()
    town: str = ""
    area: str = "state"
    place: str = "both"
    availability: str = "free"
    until: object = None
    last_name: str = "Neumann"


def directory(code="de-x-nrw"):
    return MemberIndexPage.objects.get(locale__language_code=code)


def make(entries, code="de-x-nrw", kinds=(ConsentKind.WEB,), first=0):
    """Publish a profile for each Entry, numbered from ``first`` on; return them in that order."""
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    index, now = directory(code), timezone.now()
    numbered = enumerate(entries, first)
    return [make_one(index, entry, topics, now, number, kinds) for number, entry in numbered]


def make_one(index, entry, topics, now, number, kinds):
    page = MemberPage(
        first_name="Zoë",
        last_name=entry.last_name,
        slug=f"profil-{number}",
        summary="Ich helfe bei der Planung.",
        about="<p>Über mich.</p>",
        locale=index.locale,
        last_published_at=now,
        town=entry.town,
        area=entry.area,
        place=entry.place,
        availability=entry.availability,
        unavailable_until=entry.until,
    )
    page.member_topics = [MemberTopic(topic=topics[slug]) for slug in entry.topics]
    page.member_formats = [MemberFormat(format=value) for value in entry.formats]
    page.member_languages = [MemberLanguage(code=c, can_advise=can) for c, can in entry.languages]
    page.member_countries = [MemberCountry(code=code) for code in entry.countries]
    Consent.objects.bulk_create(
        Consent(profile=page.translation_key, kind=kind, given_at=now, text_version="1")
        for kind in kinds
    )
    index.add_child(instance=page)
    return page


def varied(number):
    """As many entries that differ in all facets."""
    towns, languages = ["Aachen", "Bonn", "Köln", "Öhringen"], ["fr", "en", "ar", "es", "tr"]
    for n in islice(cycle(range(60)), number):
        yield Entry(
            topics=SOME_TOPICS[: 1 + n % 3],
            languages=(("de", True), (languages[n % 5], n % 4 > 0)),
            formats=("talk", "workshop")[: 1 + n % 2],
            countries=("SN", "GH", "CM")[: n % 4],
            town=towns[n % 4],
            area=("local", "state", "nationwide")[n % 3],
            place=("both", "on-site", "online")[n % 3],
            availability=("free", "limited", "none")[n % 3],
            last_name=f"Name {n}",
        )
