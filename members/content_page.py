"""What the profiles add to a content page: advisors beside its text."""

from django.template.loader import render_to_string

from editions.links import path_above
from members.directory.portrait import with_portrait
from members.models import MemberPage, Topic
from members.models.querysets import SMALL_PORTRAIT
from members.samples import samples_only

MOST = 3


def topics() -> list[tuple[str, str]]:
    return [(topic.slug, topic.name) for topic in Topic.objects.all()]


def advisors_beside(page, request) -> str:
    """Show up to three advisors on the topic of a page, in its language.

    Of any topic where nobody has this one, or only people who pause while others take requests.
    """
    if not page.advisors_topic:
        return ""
    profiles = MemberPage.objects.published().filter(locale=page.locale_id)
    profiles = profiles.beside_text(page.advisors_topic, page.pk or 0)
    profiles = profiles.with_portraits(SMALL_PORTRAIT)
    shown = [with_portrait(profile) for profile in profiles[:MOST]]
    if not shown:
        return ""
    if fits := shown[0].fits:
        shown = [profile for profile in shown if profile.fits]
    context = {
        "profiles": shown,
        "samples_only": samples_only(shown),
        "fits": fits,
        "url": path_above(shown[0], request),
        "topic": page.advisors_topic,
    }
    return render_to_string("members/components/advisors_beside.html", context)
