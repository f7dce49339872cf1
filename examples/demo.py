"""Practice examples to try the site with, each marked as a sample. Never for a public server."""

import json
import tomllib
from pathlib import Path

from editions.registry import EDITIONS
from examples.models import (
    ExampleAdvisor,
    ExampleTopic,
    PracticeExampleIndexPage,
    PracticeExamplePage,
    Release,
)
from members.models import MemberPage, Topic
from miglobe_site.municipalities.models import Municipality

EXAMPLES = Path(__file__).with_name("demo_examples.toml")
FIELDS = """
    slug title summary status start_year end_year transferable_to quote_text quote_name quote_role
""".split()
RICH = ("situation", "results", "lessons")
NOTES = {
    True: "Dieses Beispiel ist erfunden; die Kommune steht darin nur als Platzhalter.",
    False: "Erzählt nach öffentlichen Berichten der Servicestelle Kommunen in der Einen Welt. "
    "Zeitraum und Einzelheiten sind von der Redaktion zu prüfen.",
}


def load(say, most=None):
    """Make those of an edition's first ``most`` examples that it lacks; what is there stays."""
    for key, entries in tomllib.loads(EXAMPLES.read_text(encoding="utf-8")).items():
        edition = EDITIONS[key]
        indexes = PracticeExampleIndexPage.objects
        index = indexes.filter(locale__language_code=edition.locale_code()).first()
        if index is None:
            continue
        there = set(PracticeExamplePage.objects.child_of(index).values_list("slug", flat=True))
        new = [entry for entry in entries[:most] if entry["slug"] not in there]
        for entry in new:
            make(index, edition, entry)
        say(f"{edition}: {len(new)} sample practice examples made")


def make(index, edition, entry):
    paragraphs = entry | {"lessons": [*entry.get("lessons", []), NOTES["invented" in entry]]}
    steps = [{"heading": heading, "text": text} for heading, text in entry["steps"]]
    page = PracticeExamplePage(
        municipality=Municipality.objects.filter(
            state=edition.key, name=entry["municipality"]
        ).first(),
        approach=json.dumps(
            [
                {"type": "text", "value": rich(entry["approach"])},
                {"type": "steps", "value": {"steps": steps}},
            ]
        ),
        quote_released="quote_text" in entry,
        is_sample=True,
        live=False,
        locale=index.locale,
        **{name: rich(paragraphs[name]) for name in RICH},
        **{name: entry[name] for name in FIELDS if name in entry},
    )
    list(page.approach)  # read once, the items of its lists get ids that copies know them by
    topics = Topic.objects.filter(slug__in=entry["topics"])
    page.example_topics = [ExampleTopic(topic=topic) for topic in topics]
    members = MemberPage.objects.filter(slug__in=entry.get("advisors", []), locale=index.locale)
    page.example_advisors = [ExampleAdvisor(member=member) for member in members]
    index.add_child(instance=page)
    Release.objects.create(
        example=page.translation_key, name="Beispiel", evidence="Beispielinhalt, nicht freigegeben"
    )
    page.save_revision().publish()


def rich(paragraphs):
    return "".join(f"<p>{text}</p>" for text in paragraphs)
