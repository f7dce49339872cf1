"""Query shapes of profiles, so that templates cause no query."""

from datetime import date

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    Max,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Sum,
    Value,
    When,
    Window,
)
from django.db.models.functions import MD5, Cast, Concat, Mod
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import PageManager, PageQuerySet

from editions.homes import on_show
from members.choices import Availability, ConsentKind
from members.directory.portrait import RENDITION

from .consent import Consent
from .profile_rows import MemberTopic
from .topic import Topic

#: The portrait on a card, on the profile page, and small beside a text.
CARD_PORTRAIT, PROFILE_PORTRAIT = "fill-240x240|format-webp", "fill-480x480|format-webp"
SMALL_PORTRAIT = "fill-128x128|format-webp"
PORTRAITS = (CARD_PORTRAIT, PROFILE_PORTRAIT, SMALL_PORTRAIT)


#: The first and the last of Availability, in by_availability().
FREE, PAUSES = map(list(Availability).index, (Availability.FREE, Availability.NONE))
#: So that texts show others beside them, each always the same.
TURN = 7


def has_consent(kind):
    """Condition for pages of persons who have given a consent that is not revoked."""
    current = Consent.objects.current().filter(profile=OuterRef("translation_key"), kind=kind)
    return Exists(current)


class MemberQuerySet(PageQuerySet):
    def with_consents(self):
        """Add which consents are given, so that no page asks for its own."""
        return self.annotate(**{kind.attribute: has_consent(kind) for kind in ConsentKind})

    def published(self):
        """What lists show: live, in a live edition, with consent to be on the web, and listed.

        Profiles that were not confirmed for long are not listed; the page itself stays public.
        """
        listed = self.filter(unlisted_at=None)
        return listed.filter(has_consent(ConsentKind.WEB), on_show())

    def for_cards(self):
        """All that a card of the start page shows; portraits in both sizes by another query."""
        renditions = get_image_model().get_rendition_model().objects
        portraits = renditions.filter(filter_spec__in=[CARD_PORTRAIT, PROFILE_PORTRAIT])
        return (
            self.with_consents()
            .select_related("locale", "photo")
            .prefetch_related(
                Prefetch("photo__renditions", portraits, to_attr="prefetched_renditions")
            )
        )

    def with_portraits(self, spec=CARD_PORTRAIT):
        """All that a name with its portrait needs, in one query; see directory.portrait."""
        renditions = get_image_model().get_rendition_model().objects
        newest = renditions.filter(image=OuterRef("photo"), filter_spec=spec)
        columns = {f"rendition_{name}": Subquery(newest.order_by("-pk").values(name)[:1])
                   for name in RENDITION}  # fmt: skip
        return self.with_consents().select_related("locale", "photo").annotate(**columns)

    def stamp(self):
        """What changes whenever the facets of published profiles may change; one query."""
        latest_topic = Topic.objects.order_by("-changed_at").values("changed_at")[:1]
        found = self.order_by().aggregate(
            Count("pk"),
            Sum("pk"),
            Max("last_published_at"),
            Max("latest_revision_created_at"),
            topic=Max(Subquery(latest_topic)),
        )
        return (timezone.localdate(), *found.values())

    def of_person(self, profile):
        """The pages of one person in all languages; ``profile``: their translation key."""
        return self.filter(translation_key=profile)

    def lock(self):
        """Lock the rows until the transaction ends; return them as a list, always in this order."""
        return list(self.select_for_update().order_by("pk"))

    def by_availability(self, day: date):
        """Add as ``rank`` the place among Availability of what Availability.today() says."""
        over = Q(availability=Availability.NONE, unavailable_until__lt=day)
        whens = [
            When(availability=state, then=Value(rank)) for rank, state in enumerate(Availability)
        ]
        return self.annotate(rank=Case(When(over, then=Value(FREE)), *whens))

    def available(self):
        """Those who take requests, or do so again because their pause is over."""
        return self.by_availability(timezone.localdate()).exclude(rank=PAUSES)

    def of_the_day(self, day: date):
        """Those who take requests first, then mixed by the date, in all languages alike.

        Each knows as ``number_of_all`` how many there are, however few are taken.
        """
        mixed = MD5(Concat(Cast("translation_key", CharField()), Value(day.isoformat())))
        everybody = Window(Count("pk"))
        ranked = self.by_availability(day)
        return ranked.annotate(number_of_all=everybody).order_by("rank", mixed)

    def beside_text(self, topic: str, shift: int):
        """Those first who take requests; among them those with a topic, of whom ``fits`` is true.

        Each text, known by ``shift``, has others, and always the same.
        """
        own = MemberTopic.objects.filter(page=OuterRef("pk"), topic__slug=topic)
        ranked = self.by_availability(timezone.localdate())
        pauses = Case(When(rank=PAUSES, then=1), default=0)
        return ranked.annotate(
            fits=Exists(own), turn=Mod(F("pk") + Value(shift), Value(TURN))
        ).order_by(pauses, "-fits", "rank", "turn", "pk")

    def similar_to(self, page):
        """Those who take requests and have topics in common with a profile, most of them first."""
        slugs = [topic.slug for topic in page.topics]
        rows = MemberTopic.objects.filter(page=OuterRef("pk"), topic__slug__in=slugs)
        common = rows.order_by().values("page").annotate(number=Count("pk")).values("number")
        return (
            self.available()
            .exclude(pk=page.pk)
            .annotate(common=Subquery(common))
            .filter(common__gt=0)
            .order_by("-common", "rank", "last_name", "first_name", "pk")
        )


MemberManager = PageManager.from_queryset(MemberQuerySet)
