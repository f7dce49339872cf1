"""Query shapes of profiles, so that templates cause no query."""

from django.db.models import Count, Exists, Max, OuterRef, Prefetch, Q, Subquery, Sum
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import PageManager, PageQuerySet

from editions.homes import on_show
from members.choices import Availability, ConsentKind

from .consent import Consent
from .profile_rows import MemberTopic
from .topic import Topic

#: The portrait on a card and on the profile page.
CARD_PORTRAIT, PROFILE_PORTRAIT = "fill-240x240|format-webp", "fill-480x480|format-webp"


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
        """All that a card shows but topics and languages, which a Directory has read already."""
        renditions = get_image_model().get_rendition_model().objects
        portraits = renditions.filter(filter_spec=CARD_PORTRAIT)
        return (
            self.with_consents()
            .select_related("locale", "photo")
            .prefetch_related(
                Prefetch("photo__renditions", portraits, to_attr="prefetched_renditions")
            )
        )

    def for_listing(self):
        """All that a card shows, in a number of queries that does not depend on the number."""
        topics = Prefetch("member_topics", MemberTopic.objects.select_related("topic"))
        return self.for_cards().prefetch_related(topics, "member_languages")

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

    def available(self):
        """Those who take requests, or do so again because their pause is over."""
        over = Q(unavailable_until__lt=timezone.localdate())
        return self.filter(~Q(availability=Availability.NONE) | over)


MemberManager = PageManager.from_queryset(MemberQuerySet)
