"""What a new edition needs before it opens."""

from members import demo
from members.models import MemberPage, Topic

PROFILE = {
    "name": "Jana Beispiel",
    "summary": "Ich berate in Hessen.",
    "about": ["Ich berate in Hessen."],
    "formats": ["workshop"],
    "languages": ["de"],
}
FILLED = '[{"type": "text", "value": "<p>Alles steht hier.</p>"}]'


def add_profile(index):
    """Publish the profile of a person in Hesse; return it."""
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    entry = {**PROFILE, "topics": list(topics)[:1]}
    demo.make(index, index.edition, entry, topics, number=0)
    page = MemberPage.objects.child_of(index).get()
    MemberPage.objects.filter(pk=page.pk).update(is_sample=False)
    return page
